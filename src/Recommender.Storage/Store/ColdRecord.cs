using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>A record in the buffer that it was read into.</summary>
internal readonly ref struct ColdRecord(RecordInfo info, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int logBytes)
{
    public ReadOnlySpan<byte> Key { get; } = key;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>The record before this in its chain.</summary>
    public long Previous => info.PreviousAddress;

    /// <summary>Says that the key has no value any more.</summary>
    public bool IsDeleted => info.Tombstone;

    /// <summary>Whether it counts at all: recovery takes the mark from what no checkpoint has.</summary>
    public bool IsValid => info.Valid;

    /// <summary>Bytes of the log that such a record takes.</summary>
    public int LogBytes { get; } = logBytes;
}
