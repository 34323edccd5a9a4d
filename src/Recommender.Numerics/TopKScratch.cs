namespace Recommender.Numerics;

/// <summary>Memory that a top-K search works in: one for each search that runs at a time, kept for the next, which then allocates nothing.</summary>
public sealed class TopKScratch
{
    /// <summary>Rows that are scanned before candidates are sifted; their products fit the first-level cache.</summary>
    internal const int ChunkRows = 1024;

    // Pinned, so that kernels may keep pointers to them.
    internal int[] Dots { get; } = Pinned<int>(ChunkRows);

    internal ushort[] Allowed { get; } = Pinned<ushort>(ChunkRows / Int8Matrix.RowsPerBlock);

    internal double[] WideQuery { get; } = Pinned<double>(MatrixLimits.MaxDimension);

    internal sbyte[] Codes { get; } = Pinned<sbyte>(MatrixLimits.MaxDimension);

    internal int[] Rows { get; private set; } = [];

    internal float[] Lower { get; private set; } = [];

    internal float[] Upper { get; private set; } = [];

    internal int[] Positions { get; private set; } = [];

    internal int[] OtherPositions { get; private set; } = [];

    internal uint[] Ranks { get; private set; } = [];

    internal uint[] OtherRanks { get; private set; } = [];

    /// <summary>Makes room for candidates, keeping those that there are.</summary>
    internal void Reserve(int candidates, int keep)
    {
        const int padding = 16;   // vectors read past the last candidate
        if (candidates + padding <= Rows.Length) return;

        var length = (int)Math.Min(Array.MaxLength, Math.Max(2L * Rows.Length, candidates + padding));
        Rows = Grown(Rows, length, keep);
        Lower = Grown(Lower, length, keep);
        Upper = Grown(Upper, length, keep);
        Positions = Pinned<int>(length);
        OtherPositions = Pinned<int>(length);
        Ranks = Pinned<uint>(length);
        OtherRanks = Pinned<uint>(length);
    }

    private static T[] Grown<T>(T[] array, int length, int keep)
    {
        var grown = Pinned<T>(length);
        array.AsSpan(0, keep).CopyTo(grown);
        return grown;
    }

    private static T[] Pinned<T>(int length) => GC.AllocateUninitializedArray<T>(length, pinned: true);
}
