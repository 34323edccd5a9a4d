using Recommender.Numerics.Kernels;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Scores candidates as the definition does and picks the best.</summary>
internal readonly unsafe ref struct ListRescoring(
    KernelSet kernels, ListGeneration generation, ReadOnlySpan<float> query, TopKScratch scratch)
{
    private readonly ReadOnlySpan<float> _query = query;
    private readonly double _rounding = 2.0 * (query.Length + 16) / (1L << 53) * UnitRows.LengthOf(query);
    private readonly int _storedSlots = generation.Store.Slots;

    /// <summary>Writes the best candidates, best first, equal ones by row number, and returns how many.</summary>
    /// <param name="count">Candidates in the scratch.</param>
    /// <param name="threshold">What as many of them as are asked for reach, or −∞.</param>
    /// <param name="best">Receives the best; its length is K.</param>
    public int Run(int count, float threshold, Span<ScoredRow> best)
    {
        var wide = scratch.WideQuery.AsSpan(0, generation.Store.Rows.Stride);
        for (var i = 0; i < _query.Length; i++) wide[i] = _query[i];
        wide[_query.Length..].Clear();

        // The surest first: the K-th of their scores leaves fewer of the others than the bounds did.
        var scored = Surest(count, threshold);
        Score(0, scored);
        if (scored < count)
        {
            fixed (float* scores = scratch.Lower)
                threshold = Threshold.Raise(kernels, scores, scored, best.Length, best.Length, threshold);
            var kept = scored;
            for (var i = scored; i < count; i++)
            {
                if (scratch.Upper[i] >= threshold) scratch.Slots[kept++] = scratch.Slots[i];
            }

            Score(scored, kept);
            scored = kept;
        }

        return Rank(scored, best);
    }

    private int Surest(int count, float threshold)
    {
        var sure = 0;
        for (var i = 0; i < count; i++)
        {
            if (scratch.Lower[i] < threshold) continue;
            (scratch.Slots[i], scratch.Slots[sure]) = (scratch.Slots[sure], scratch.Slots[i]);
            (scratch.Upper[i], scratch.Upper[sure]) = (scratch.Upper[sure], scratch.Upper[i]);
            scratch.Lower[i] = scratch.Lower[sure];
            sure++;
        }

        return sure;
    }

    // Scores take the place of lower bounds, which have served.
    private void Score(int from, int to)
    {
        var slots = scratch.Slots.AsSpan(from, to - from);
        var stored = slots.Length;
        if (generation.Added > 0) stored = StoredFirst(slots);
        Score(generation.Store.Rows, slots[..stored], from, generation.Store.Bounds, generation.Store.RowOf.First);
        if (stored == slots.Length) return;

        var added = scratch.Rows.AsSpan(0, slots.Length - stored);
        for (var i = 0; i < added.Length; i++) added[i] = slots[stored + i] - _storedSlots;
        var changes = generation.Changes!;
        Score(changes.Rows, added, from + stored, changes.Bounds, changes.RowOf.First);
    }

    private void Score(AlignedMatrix<float> rows, ReadOnlySpan<int> positions, int to, RowBounds bounds, int* rowOf)
    {
        fixed (double* y = scratch.WideQuery, sums = scratch.Sums)
        {
            kernels.WideDots(rows.RowPointer(0), rows.Stride, positions, y, sums);
            for (var i = 0; i < positions.Length; i++)
            {
                var position = positions[i];
                var score = Score(rows, position, (double)bounds.Norms[position] + bounds.Residuals[position], sums[i]);
                scratch.Keys[to + i] = RankKey.Of(score, rowOf[position]);
                scratch.Lower[to + i] = float.IsFinite(score) ? score : float.NegativeInfinity;
            }
        }
    }

    // Whatever the order of its additions, a sum in double is so near the definition's that nearly always both round to the
    // same float: then that is the definition's. Where they might not, and where anything is not finite, it is asked itself.
    private float Score(AlignedMatrix<float> rows, int position, double length, double sum)
    {
        var margin = _rounding * length;
        var score = (float)(sum - margin);
        if (score != (float)(sum + margin)) score = ScalarDot.Of(rows[position], _query);
        return score + 0f;   // so that there is one zero
    }

    private int StoredFirst(Span<int> slots)
    {
        var stored = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] >= _storedSlots) continue;
            (slots[i], slots[stored]) = (slots[stored], slots[i]);
            stored++;
        }

        return stored;
    }

    private int Rank(int count, Span<ScoredRow> best)
    {
        var keys = scratch.Keys.AsSpan(0, count);
        RankSort.Descending(keys, scratch.OtherKeys);
        var found = Math.Min(count, best.Length);
        for (var i = 0; i < found; i++)
        {
            var row = RankKey.RowOf(keys[i]);
            best[i] = new ScoredRow(row, RankKey.HasScore(keys[i]) ? RankKey.ScoreOf(keys[i]) : ScalarDot.Of(generation.Vector(row), _query));
        }

        return found;
    }
}
