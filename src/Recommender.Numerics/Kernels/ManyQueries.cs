namespace Recommender.Numerics.Kernels;

/// <summary>Several queries in one pass over memory: rows go block by block through the first-level cache, for one query after the other.</summary>
internal static unsafe class ManyQueries
{
    // A third of the first-level cache, so that the rows stay there whatever else it holds.
    private const int PassBytes = 16 * 1024;

    public static void Scan(
        KernelSet kernels, float* rows, nint stride, int count, float* queries, int queryCount, float* scores, nint prefetch)
    {
        var step = (int)Math.Max(1, PassBytes / (stride * sizeof(float)));
        for (var row = 0; row < count; row += step)
        {
            var length = Math.Min(step, count - row);
            for (var q = 0; q < queryCount; q++)
                kernels.Scan(rows + row * stride, stride, length, queries + q * stride, scores + (nint)q * count + row, prefetch);
        }
    }

    /// <summary>The results of one query are <paramref name="pitch"/> after the other's.</summary>
    public static void ScanBlocks(
        KernelSet kernels, byte* blocks, nint blockBytes, int count,
        Int8Queries queries, int queryCount, int* dots, nint pitch, nint prefetch)
    {
        if (queryCount == 1)
        {
            kernels.ScanBlocks(blocks, blockBytes, count, queries, dots, prefetch);
            return;
        }

        var step = (int)Math.Max(3, PassBytes / blockBytes / 3 * 3);
        for (var block = 0; block < count; block += step)
        {
            var first = blocks + block * blockBytes;
            var length = Math.Min(step, count - block);
            var to = dots + block * Int8Matrix.RowsPerBlock;
            var q = 0;
            for (; q <= queryCount - 4; q += 4)
                kernels.ScanBlocksFour(first, blockBytes, length, queries.From(q), to + q * pitch, pitch, prefetch);
            for (; q < queryCount; q++)
                kernels.ScanBlocks(first, blockBytes, length, queries.From(q), to + q * pitch, prefetch);
        }
    }
}
