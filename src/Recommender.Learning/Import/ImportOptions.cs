namespace Recommender.Learning.Import;

/// <summary>How files are imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Longest id, in bytes of UTF-8.</summary>
    public const int MaxIdBytes = 128;

    /// <summary>Least of <see cref="MemoryBytes"/>.</summary>
    public const long MinMemoryBytes = 4096;

    /// <summary>What becomes of interactions of the same member with the same title.</summary>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>Whether the first line that is refused ends the import.</summary>
    public bool Strict { get; init; }

    /// <summary>Memory for interactions until they are written to a temporary file, in bytes, from <see cref="MinMemoryBytes"/>. Ids and titles come on top.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>How far ahead of now a time may be, for clocks that differ.</summary>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Tells what now is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where the temporary file goes; the system's folder for such where null.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>Told, a few times a second, how far the reading of files is; may be null.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Fewest titles of the set that a user's tag or a person must belong to, to become a tag. From 1.</summary>
    public int LeastTagSupport { get; init; } = 2;

    /// <summary>The first option that is out of its range; null where all are in theirs.</summary>
    internal string? Fault() =>
        MemoryBytes < MinMemoryBytes ? $"memory is {MemoryBytes} bytes; allowed is {MinMemoryBytes} and more"
        : LeastTagSupport < 1 ? $"least tag support is {LeastTagSupport}; allowed is 1 and more"
        : FutureTolerance < TimeSpan.Zero ? $"future tolerance is {FutureTolerance}; allowed is 0 and more"
        : null;
}
