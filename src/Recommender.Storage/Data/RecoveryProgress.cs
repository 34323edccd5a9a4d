namespace Recommender.Storage.Data;

/// <summary>How far the replay of the journal is.</summary>
/// <param name="Records">Records replayed so far.</param>
/// <param name="Bytes">Bytes of the journal read so far.</param>
/// <param name="TotalBytes">Bytes to read.</param>
public readonly record struct RecoveryProgress(long Records, long Bytes, long TotalBytes);
