using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Ranking.Tests.Worlds;

/// <summary>Every row scored, all sorted.</summary>
internal sealed class DefinedSearch(AlignedMatrix<float> rows) : ITitleSearch
{
    private ScoredRow[] _all = [];

    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed)
    {
        if (_all.Length < rows.Rows) _all = new ScoredRow[rows.Rows];
        var count = 0;
        for (var row = 0; row < rows.Rows; row++)
        {
            if ((allowed[row >> 6] >> (row & 63) & 1) == 0) continue;
            var sum = 0f;
            for (var i = 0; i < query.Length; i++) sum += query[i] * rows[row][i];
            _all[count++] = new ScoredRow(row, sum);
        }

        var found = _all.AsSpan(0, count);
        found.Sort(static (one, other) => one.Score == other.Score ? one.Row.CompareTo(other.Row) : other.Score.CompareTo(one.Score));
        found = found[..Math.Min(count, best.Length)];
        found.CopyTo(best);
        return found.Length;
    }
}
