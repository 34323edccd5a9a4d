using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad.Soaking;

/// <summary>A look at a server.</summary>
/// <param name="Seconds">Since the soak began.</param>
/// <param name="Events">Acknowledged since then.</param>
/// <param name="Memory">Of its process.</param>
/// <param name="Heap">Of its process; null where it was not started to tell.</param>
/// <param name="Disk">Bytes of its data; null where its folder is not known.</param>
internal sealed record Reading(double Seconds, long Events, ProcessMemory Memory, ManagedHeap? Heap, DataSize? Disk);
