using System.Runtime.InteropServices;

namespace Recommender.Server.Members.Events;

/// <summary>An event as the journal has it. Thirty-five bytes.</summary>
/// <param name="Id">Hash of its id.</param>
/// <param name="Title">Hash of the title's; 0 where it has none.</param>
/// <param name="Time">In seconds since 1970, UTC.</param>
/// <param name="Position">In seconds from the title's start.</param>
/// <param name="Duration">Of the title, in seconds; 0 where it is not known.</param>
/// <param name="Kind">What happened; the numbers of the wire.</param>
/// <param name="Hour">On the member's clock, 0 to 23.</param>
/// <param name="Device">The numbers of the wire.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct PackedEvent(ulong Id, ulong Title, uint Time, uint Position, uint Duration, PackedEventKind Kind, byte Hour, byte Device);
