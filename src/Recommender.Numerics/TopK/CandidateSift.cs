using System.Numerics;
using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Scans coded rows and leaves, in the scratch, every slot whose row may be among the best.</summary>
internal unsafe ref struct CandidateSift
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    private readonly KernelSet _kernels;
    private readonly CodedRows _coded;
    private readonly TopKScratch _scratch;
    private readonly ErrorBound _bound;
    private readonly AllowedSlots _allowed;
    private readonly int _k;
    private readonly int _querySum;
    private readonly nint _prefetch;
    private float _threshold = float.NegativeInfinity;
    private int _count;
    private int _sieveAt;

    /// <summary>Prepares to find the k best by the query whose codes are in the scratch.</summary>
    public CandidateSift(
        KernelSet kernels, CodedRows coded, TopKScratch scratch, in ErrorBound bound, AllowedSlots allowed, int k)
    {
        (_kernels, _coded, _scratch, _bound) = (kernels, coded, scratch, bound);
        (_k, _sieveAt) = (k, k);
        _allowed = allowed;
        var codes = coded.Quantized.Codes;
        scratch.Codes.AsSpan(codes.Dimension, Padding(codes.Dimension)).Clear();
        _querySum = Int8Queries.SumOf(scratch.Codes.AsSpan(0, codes.Dimension));
        _prefetch = Prefetch.DistanceFor(codes.Bytes);
    }

    /// <summary>Scans rows that lie in consecutive slots, the longest first, from the start of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int firstBlock, int rows)
    {
        var end = firstBlock * BlockRows + rows;
        for (var slot = firstBlock * BlockRows; slot < end; slot += TopKScratch.ChunkRows)
        {
            if (_bound.Excludes(_coded.Lengths[slot], _threshold)) return;

            var chunk = Math.Min(TopKScratch.ChunkRows, end - slot);
            _scratch.Reserve(_count + TopKScratch.ChunkRows, _count);
            Chunk(slot, chunk);
            if (_count >= _sieveAt) Sieve(enough: _k + _k / 16);
        }
    }

    /// <summary>Returns how many candidates there are. At least k allowed rows, if there are so many, score no less than any row that is none.</summary>
    public int Finish()
    {
        Sieve(enough: _k);
        return _count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Chunk(int firstSlot, int rows)
    {
        var (block, blocks) = (firstSlot / BlockRows, (rows + BlockRows - 1) / BlockRows);
        var live = _allowed.LiveBlocks(block) & ulong.MaxValue >> (ScannedRows.MaxBlocks - blocks);
        if (live == 0) return;

        fixed (int* dots = _scratch.Dots, slots = _scratch.Slots)
        fixed (float* lower = _scratch.Lower, upper = _scratch.Upper)
        {
            var bounds = _coded.BoundsFrom(block);
            var scanned = new ScannedRows
            {
                FirstSlot = firstSlot,
                Live = Scan(block, live, bounds, dots),
                Dots = dots,
                Rows = bounds,
            };
            var to = new Candidates(slots, lower, upper).From(_count);
            var found = _kernels.Keep(scanned, _bound, _threshold, to);
            while (found > 0 && to.Slots[found - 1] >= firstSlot + rows) found--;   // they only fill the last block up
            _count += _allowed.Keep(to, found);
        }
    }

    // Scans the runs of live blocks and returns those in which any row may reach the threshold.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly ulong Scan(int firstBlock, ulong live, in RowBounds bounds, int* dots)
    {
        var codes = _coded.Quantized.Codes;
        var sum = _querySum;
        var reaching = 0ul;
        fixed (sbyte* query = _scratch.Codes)
        fixed (float* limits = _scratch.Limits)
        {
            _kernels.Limits(bounds, ScannedRows.MaxBlocks - BitOperations.LeadingZeroCount(live), _bound, _threshold, limits);
            var queries = new Int8Queries(query, 0, &sum);
            for (var rest = live; rest != 0;)
            {
                var from = BitOperations.TrailingZeroCount(rest);
                var run = BitOperations.TrailingZeroCount(~(rest >> from));
                reaching |= _kernels.SiftBlocks(
                    codes.BlockPointer(firstBlock + from), codes.BlockBytes, run, queries, dots + from * BlockRows,
                    new BlockLimits(bounds.From(from).Scales, _bound.QueryScale, limits + from), _prefetch) << from;
                rest &= ~((ulong.MaxValue >> (ScannedRows.MaxBlocks - run)) << from);
            }
        }

        return reaching;
    }

    // Raises the threshold to about the k-th highest lower bound and drops what does not reach it.
    private void Sieve(int enough)
    {
        fixed (int* slots = _scratch.Slots)
        fixed (float* lower = _scratch.Lower, upper = _scratch.Upper)
        {
            _threshold = Threshold.Raise(_kernels, lower, _count, _k, enough, _threshold);
            _count = _kernels.Compact(new Candidates(slots, lower, upper), _count, _threshold);
        }

        _sieveAt = _count + Math.Max(_k / 2, 64);
    }

    private static int Padding(int dimension) => ((dimension + 7) & ~7) - dimension;
}
