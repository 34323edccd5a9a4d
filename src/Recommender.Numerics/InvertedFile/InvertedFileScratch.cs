using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>Memory that a search of an inverted file works in: one for each search that runs at a time, kept for the next, which then allocates nothing.</summary>
public sealed class InvertedFileScratch
{
    /// <summary>Runs of blocks that wait to be scanned.</summary>
    internal const int WaitingRuns = 64;

    internal TopKScratch Rows { get; } = new();

    // Pinned, so that kernels may keep pointers to them.
    internal int[] CodeSum { get; } = Pinned<int>(1);

    internal int[] RunStart { get; } = new int[WaitingRuns];

    internal int[] RunLength { get; } = new int[WaitingRuns];

    internal int[] ListDots { get; private set; } = [];

    /// <summary>The cosine of each list's direction with the query.</summary>
    internal float[] Along { get; private set; } = [];

    internal float[] Promise { get; private set; } = [];

    /// <summary>What a list's rows can be expected to score at most, for a query of norm 1.</summary>
    internal float[] Most { get; private set; } = [];

    internal ulong[] Order { get; private set; } = [];

    internal ulong[] OtherOrder { get; private set; } = [];

    /// <summary>Blocks that the last search scanned, and runs of blocks that it jumped to: what it cost.</summary>
    internal (long Blocks, long Runs) Scanned { get; set; }

    internal void ReserveLists(int lists)
    {
        var padded = CacheLine.RoundUp(lists, sizeof(float));
        if (padded <= ListDots.Length) return;

        (ListDots, Along) = (Pinned<int>(padded), Pinned<float>(padded));
        (Most, Promise) = (Pinned<float>(padded), Pinned<float>(padded + 16));
        (Order, OtherOrder) = (Pinned<ulong>(padded), Pinned<ulong>(padded));
    }

    private static T[] Pinned<T>(int length) => GC.AllocateUninitializedArray<T>(length, pinned: true);
}
