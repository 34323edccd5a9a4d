using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Finds exactly the best of embeddings that grow: those that came last are searched apart, so that an index of all is made seldom.</summary>
internal sealed class GrowingSearch : ITitleSearch
{
    // The bits of what is allowed come so many at a time.
    private const int Word = 64;

    private readonly ExactTopK? _head;
    private readonly ExactTopK? _tail;
    private readonly int _headRows;

    private GrowingSearch(ExactTopK? head, int headRows, ExactTopK? tail) => (_head, _headRows, _tail) = (head, headRows, tail);

    /// <summary>Of no embeddings.</summary>
    public static GrowingSearch Empty { get; } = new(null, 0, null);

    /// <summary>Searches more.</summary>
    /// <param name="embeddings">All; those that are searched already are as they were.</param>
    /// <remarks>O(d · those that came last), and now and then O(d · all).</remarks>
    public GrowingSearch Over(AlignedMatrix<float> embeddings)
    {
        var (head, headRows) = embeddings.Rows - _headRows > Word ? (Index(embeddings, 0, embeddings.Rows / Word * Word), embeddings.Rows / Word * Word) : (_head, _headRows);
        return new(head, headRows, Index(embeddings, headRows, embeddings.Rows - headRows));
    }

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed)
    {
        var words = _headRows / Word;
        var found = _head?.Search(query, best, scratch.Exact, allowed[..words]) ?? 0;
        if (_tail is null) return found;
        Span<ScoredRow> last = stackalloc ScoredRow[Math.Min(best.Length, Word)];
        last = last[.._tail.Search(query, last, scratch.Exact, allowed.Slice(words, 1))];
        foreach (ref var row in last) row = row with { Row = _headRows + row.Row };
        return Merge(best, found, last);
    }

    private static ExactTopK? Index(AlignedMatrix<float> embeddings, int first, int rows) => rows == 0 ? null : new ExactTopK(embeddings.Slice(first, rows));

    // From the end, where the worst goes: rows of the second come after those of the first.
    private static int Merge(Span<ScoredRow> best, int found, ReadOnlySpan<ScoredRow> others)
    {
        var (i, j) = (found, others.Length);
        while (i + j > best.Length)
        {
            if (j > 0 && (i == 0 || IsNoBetter(others[j - 1], best[i - 1]))) j--;
            else i--;
        }

        var count = i + j;
        for (var at = count - 1; j > 0; at--)
        {
            if (i > 0 && !IsNoBetter(others[j - 1], best[i - 1])) best[at] = best[--i];
            else best[at] = others[--j];
        }

        return count;
    }

    // Scores that are not finite come after all that are.
    private static bool IsNoBetter(ScoredRow other, ScoredRow than) =>
        !float.IsFinite(other.Score) || (float.IsFinite(than.Score) && !(other.Score > than.Score));
}
