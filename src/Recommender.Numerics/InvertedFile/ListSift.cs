using System.Numerics;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Scans blocks and leaves, in the scratch, every slot of them that may be among the best.</summary>
internal unsafe ref struct ListSift
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    // Sums of a run's blocks are asked for by the run, whose end is not that of the block after it.
    private const int Prefetch = 1024;

    private readonly KernelSet _kernels;
    private readonly ListQuery _query;
    private readonly VisibleRows _visible;
    private readonly TopKScratch _scratch;
    private readonly int _k;
    private int _sieveAt;

    /// <summary>Prepares to find the k best.</summary>
    public ListSift(KernelSet kernels, in ListQuery query, VisibleRows visible, TopKScratch scratch, int k)
    {
        (_kernels, _query, _scratch, _k, _sieveAt) = (kernels, query, scratch, k, k);
        _visible = visible;
    }

    /// <summary>Candidates so far.</summary>
    public int Count { get; private set; }

    /// <summary>What k of the candidates reach for sure.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public long Blocks { get; private set; }

    /// <summary>Scans consecutive blocks.</summary>
    /// <param name="from">What the blocks are of.</param>
    /// <param name="first">The first block.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="slots">Slots of them that exist: a part of the last block may not.</param>
    public void Scan(in SlotBlocks from, int first, int blocks, int slots = int.MaxValue)
    {
        for (var done = 0; done < blocks; done += ScannedRows.MaxBlocks)
            ScanPart(from, first + done, Math.Min(ScannedRows.MaxBlocks, blocks - done), slots);
        if (Count >= _sieveAt) Sieve(enough: _k + Math.Max(_k / 4, 8));
    }

    /// <summary>Drops all that is not among the best for sure.</summary>
    public void Finish() => Sieve(enough: _k);

    private void Sieve(int enough)
    {
        fixed (int* slots = _scratch.Slots)
        fixed (float* lower = _scratch.Lower, upper = _scratch.Upper)
        {
            Threshold = TopK.Threshold.Raise(_kernels, lower, Count, _k, enough, Threshold);
            Count = _kernels.Compact(new Candidates(slots, lower, upper), Count, Threshold);
        }

        _sieveAt = Count + Math.Max(_k / 4, 64);
    }

    private void ScanPart(in SlotBlocks from, int first, int blocks, int end)
    {
        var live = Live(from, first, blocks);
        if (live == 0) return;

        _scratch.Reserve(Count + blocks * BlockRows, Count);
        fixed (int* dots = _scratch.Dots, slots = _scratch.Slots)
        fixed (float* lower = _scratch.Lower, upper = _scratch.Upper)
        {
            var bounds = from.Bounds.From(first);
            var scanned = new ScannedRows
            {
                FirstSlot = first * BlockRows,
                Live = Scan(from.Codes, first, live, bounds, dots),
                Dots = dots,
                Rows = bounds,
            };
            var to = new Candidates(slots, lower, upper).From(Count);
            Count += Keep(from, to, _kernels.Keep(scanned, _query.Bound, Threshold, to), end);
        }
    }

    // Scans the runs of live blocks and returns those in which any row may reach the threshold.
    private ulong Scan(Int8Matrix codes, int first, ulong live, in RowBounds bounds, int* dots)
    {
        var reaching = 0ul;
        fixed (float* limits = _scratch.Limits)
        {
            _kernels.Limits(bounds, ScannedRows.MaxBlocks - BitOperations.LeadingZeroCount(live), _query.Bound, Threshold, limits);
            for (var rest = live; rest != 0;)
            {
                var start = BitOperations.TrailingZeroCount(rest);
                var run = BitOperations.TrailingZeroCount(~(rest >> start));
                reaching |= _kernels.SiftBlocks(
                    codes.BlockPointer(first + start), codes.BlockBytes, run, _query.Codes, dots + start * BlockRows,
                    new BlockLimits(bounds.From(start).Scales, _query.Bound.QueryScale, limits + start), Prefetch) << start;
                rest &= ~((ulong.MaxValue >> (ScannedRows.MaxBlocks - run)) << start);
                Blocks += run;
            }
        }

        return reaching;
    }

    private readonly ulong Live(in SlotBlocks from, int first, int blocks)
    {
        var live = 0ul;
        for (var block = 0; block < blocks; block++) live |= _visible.HasAny(from, first + block) ? 1ul << block : 0;
        return live;
    }

    // Moves the candidates that count together; from here on they bear the slot numbers of the generation.
    private readonly int Keep(in SlotBlocks from, Candidates candidates, int count, int end)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var slot = candidates.Slots[i];
            (candidates.Slots[kept], candidates.Lower[kept], candidates.Upper[kept]) = (from.FirstSlot + slot, candidates.Lower[i], candidates.Upper[i]);
            kept += slot < end && _visible.Sees(from, slot) ? 1 : 0;
        }

        return kept;
    }
}
