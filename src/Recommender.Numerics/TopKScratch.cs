using Recommender.Numerics.TopK;

namespace Recommender.Numerics;

/// <summary>Memory that a top-K search works in: one for each search that runs at a time, kept for the next, which then allocates nothing.</summary>
public sealed class TopKScratch
{
    /// <summary>Rows that are scanned before candidates are sifted; their products fit the first-level cache.</summary>
    internal const int ChunkRows = ScannedRows.MaxBlocks * Int8Matrix.RowsPerBlock;

    private ulong[] _liveBlocks = [];

    // Pinned, so that kernels may keep pointers to them.
    internal int[] Dots { get; } = Pinned<int>(ChunkRows);

    internal float[] Limits { get; } = Pinned<float>(ScannedRows.MaxBlocks + Int8Matrix.RowsPerBlock);

    internal double[] WideQuery { get; } = Pinned<double>(MatrixLimits.MaxDimension);

    internal sbyte[] Codes { get; } = Pinned<sbyte>(MatrixLimits.MaxDimension);

    internal int[] Slots { get; private set; } = [];

    internal float[] Lower { get; private set; } = [];

    internal float[] Upper { get; private set; } = [];

    internal int[] Rows { get; private set; } = [];

    internal double[] Sums { get; private set; } = [];

    internal ulong[] Keys { get; private set; } = [];

    internal ulong[] OtherKeys { get; private set; } = [];

    /// <summary>Makes room for candidates, keeping those that there are.</summary>
    internal void Reserve(int candidates, int keep)
    {
        const int padding = 16;   // vectors read and write past the last candidate
        if (candidates + padding <= Slots.Length) return;

        var length = (int)Math.Min(Array.MaxLength, Math.Max(2L * Slots.Length, candidates + padding));
        Slots = Grown(Slots, length, keep);
        Lower = Grown(Lower, length, keep);
        Upper = Grown(Upper, length, keep);
        Rows = Pinned<int>(length);
        Sums = Pinned<double>(length);
        Keys = Pinned<ulong>(length);
        OtherKeys = Pinned<ulong>(length);
    }

    /// <summary>One bit per block, in no particular state.</summary>
    internal Span<ulong> LiveBlocks(int blocks)
    {
        var length = (blocks + 63) / 64;
        if (_liveBlocks.Length < length) _liveBlocks = new ulong[length];
        return _liveBlocks.AsSpan(0, length);
    }

    private static T[] Grown<T>(T[] array, int length, int keep)
    {
        var grown = Pinned<T>(length);
        array.AsSpan(0, keep).CopyTo(grown);
        return grown;
    }

    private static T[] Pinned<T>(int length) => GC.AllocateUninitializedArray<T>(length, pinned: true);
}
