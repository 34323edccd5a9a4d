using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Scans the codes and leaves, in the scratch, every row that may be among the best.</summary>
internal readonly unsafe ref struct CandidateSift(
    KernelSet kernels, QuantizedMatrix matrix, TopKScratch scratch, ReadOnlySpan<ulong> allowed)
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    private readonly ReadOnlySpan<ulong> _allowed = allowed;

    /// <summary>Returns how many candidates there are; their rows are in ascending order.</summary>
    /// <remarks>At least k allowed rows, if there are so many, reach the threshold: their scores are no less than their lower bounds.</remarks>
    public int Run(int dimension, in ErrorBound bound, int k)
    {
        scratch.Codes.AsSpan(dimension, CacheLinePadding(dimension)).Clear();
        var sum = Int8Queries.SumOf(scratch.Codes.AsSpan(0, dimension));
        var threshold = float.NegativeInfinity;
        var (count, sieveAt) = (0, k);
        for (var row = 0; row < matrix.Codes.Rows; row += TopKScratch.ChunkRows)
        {
            scratch.Reserve(count + TopKScratch.ChunkRows, count);
            count += Chunk(row, sum, bound, threshold, count);
            if (count < sieveAt) continue;

            (threshold, count) = Sieve(threshold, count, k);
            sieveAt = count + Math.Max(k / 4, 64);
        }

        return Sieve(threshold, count, k).Count;
    }

    private int Chunk(int firstRow, int querySum, in ErrorBound bound, float threshold, int count)
    {
        var blocks = (Math.Min(TopKScratch.ChunkRows, matrix.Codes.Rows - firstRow) + BlockRows - 1) / BlockRows;
        var any = Allow(firstRow, blocks);
        if (!any) return 0;

        fixed (ushort* blocksAllowed = scratch.Allowed)
        fixed (int* dots = scratch.Dots, rows = scratch.Rows)
        fixed (float* lower = scratch.Lower, upper = scratch.Upper)
        fixed (float* scales = matrix.Scales, norms = matrix.Norms, residuals = matrix.Residuals)
        {
            Scan(firstRow / BlockRows, blocks, querySum, dots);
            var scanned = new ScannedRows
            {
                FirstRow = firstRow,
                Blocks = blocks,
                Allowed = blocksAllowed,
                Dots = dots,
                Scales = scales + firstRow,
                Norms = norms + firstRow,
                Residuals = residuals + firstRow,
            };
            return kernels.Keep(scanned, bound, threshold, new Candidates(rows, lower, upper).From(count));
        }
    }

    // Scans the runs of blocks in which any row is allowed.
    private void Scan(int firstBlock, int blocks, int querySum, int* dots)
    {
        var codes = matrix.Codes;
        var prefetch = Prefetch.DistanceFor(codes.Bytes);
        fixed (sbyte* query = scratch.Codes)
        {
            var queries = new Int8Queries(query, 0, &querySum);
            for (var block = 0; block < blocks; block++)
            {
                var start = block;
                while (block < blocks && scratch.Allowed[block] != 0) block++;
                if (block == start) continue;

                kernels.ScanBlocks(
                    codes.BlockPointer(firstBlock + start), codes.BlockBytes, block - start,
                    queries, dots + start * BlockRows, prefetch);
            }
        }
    }

    // Sets the bits of rows that exist and are allowed, block by block; false if there are none.
    private bool Allow(int firstRow, int blocks)
    {
        var any = false;
        for (var block = 0; block < blocks; block++)
        {
            var row = firstRow + block * BlockRows;
            var exist = Math.Min(BlockRows, matrix.Codes.Rows - row);
            var bits = (1u << exist) - 1;
            if (!_allowed.IsEmpty) bits &= (uint)(_allowed[row / 64] >> (row % 64));
            scratch.Allowed[block] = (ushort)bits;
            any |= bits != 0;
        }

        return any;
    }

    // Raises the threshold to the k-th highest lower bound and drops what does not reach it.
    private (float Threshold, int Count) Sieve(float threshold, int count, int k)
    {
        fixed (int* rows = scratch.Rows)
        fixed (float* lower = scratch.Lower, upper = scratch.Upper)
        {
            threshold = Threshold.Raise(kernels, lower, count, k, threshold);
            var kept = 0;
            for (var i = 0; i < count; i++)
            {
                (rows[kept], lower[kept], upper[kept]) = (rows[i], lower[i], upper[i]);
                kept += upper[i] < threshold ? 0 : 1;
            }

            return (threshold, kept);
        }
    }

    private static int CacheLinePadding(int dimension) => ((dimension + 7) & ~7) - dimension;
}
