namespace Recommender.Numerics.Kernels;

/// <summary>Scans of all rows into spans that have no room for the rows that only fill the last block up.</summary>
internal static unsafe class Int8Scan
{
    /// <summary>Writes the sums of one query after the other's, shape (q, n).</summary>
    public static void Run(KernelSet kernels, Int8Matrix rows, Int8Queries queries, int queryCount, int* dots)
    {
        const int blockRows = Int8Matrix.RowsPerBlock;
        var whole = rows.Rows / blockRows;
        var prefetch = Prefetch.DistanceFor(rows.Bytes);
        ManyQueries.ScanBlocks(
            kernels, rows.BlockPointer(0), rows.BlockBytes, whole, queries, queryCount, dots, rows.Rows, prefetch);
        if (whole == rows.Blocks) return;

        var last = stackalloc int[blockRows];
        for (var q = 0; q < queryCount; q++)
        {
            kernels.ScanBlocks(rows.BlockPointer(whole), rows.BlockBytes, 1, queries.From(q), last, prefetch: 0);
            var to = new Span<int>(dots + (nint)q * rows.Rows + whole * blockRows, rows.Rows % blockRows);
            new ReadOnlySpan<int>(last, to.Length).CopyTo(to);
        }
    }
}
