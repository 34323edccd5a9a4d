using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>Titles like one, by embeddings and by tags: those that a search brings, and those of its micro-genres. One thread at a time.</summary>
internal sealed class LikeTitle(EligibleTitles eligible, TitleScores scores)
{
    // Share of tags in likeness; share of the member's taste in the order; titles taken from each micro-genre.
    private const float OfTags = 0.3f;
    private const float OfMember = 0.15f;
    private const int TitlesOfMicroGenre = 200;

    private readonly TitleSearchScratch _search = new();
    private readonly RowMarks _taken = new();
    private readonly ItemBuffer<int> _rows = new();
    private ScoredRow[] _best = [];
    private float[] _spread = [];

    /// <summary>Collects them.</summary>
    /// <param name="request">For whom.</param>
    /// <param name="titleRow">The title.</param>
    /// <param name="pool">Receives the best.</param>
    public void Collect(in PageRequest request, int titleRow, RankedPool pool)
    {
        var catalog = request.Generation.Catalog;
        var part = catalog.PartOf(titleRow, out var local);
        _rows.Clear();
        _taken.Begin(catalog.Rows);
        Search(request, catalog.Settled, part.Embeddings[local], eligible.Settled, 0);
        Search(request, catalog.Recent, part.Embeddings[local], eligible.Recent, catalog.Settled.Count);
        foreach (var genre in part.MicroGenres[local])
        {
            Take(catalog.Settled.MicroGenreTitles[genre], 0);
            Take(catalog.Recent.MicroGenreTitles[genre], catalog.Settled.Count);
        }

        Rank(request, part, local, pool);
    }

    private void Search(in PageRequest request, CatalogPart part, ReadOnlySpan<float> embedding, ReadOnlySpan<ulong> allowed, int first)
    {
        if (part.Count == 0) return;
        var wanted = Math.Min(request.Generation.Recipe.Candidates, part.Count);
        if (_best.Length < wanted) _best = new ScoredRow[wanted];
        var count = part.Search.Search(embedding, _best.AsSpan(0, wanted), _search, allowed);
        foreach (ref readonly var found in _best.AsSpan(0, count)) Take(first + found.Row);
    }

    private void Take(ReadOnlySpan<int> rows, int first)
    {
        foreach (var row in rows[..Math.Min(rows.Length, TitlesOfMicroGenre)]) Take(first + row);
    }

    private void Take(int row)
    {
        if (eligible[row] && _taken.Add(row)) _rows.Add(row);
    }

    private void Rank(in PageRequest request, CatalogPart part, int local, RankedPool pool)
    {
        var catalog = request.Generation.Catalog;
        if (_spread.Length < request.Generation.Tags.Count) _spread = new float[request.Generation.Tags.Count];
        for (var i = 0; i < part.Tags[local].Length; i++) _spread[part.Tags[local][i]] = part.TagWeights[local][i];
        if (request.Member.HasVector) Calibrate(request);
        pool.Begin(request.Query.TitlesPerRow);
        foreach (var row in _rows.Span)
        {
            var other = catalog.PartOf(row, out var place);
            var likeness = ((1 - OfTags) * InnerProduct.Cosine(part.Embeddings[local], other.Embeddings[place])) + (OfTags * TagCosine(other, place));
            if (likeness <= 0) continue;
            pool.Offer(row, request.Member.HasVector ? ((1 - OfMember) * likeness) + (OfMember * scores.Of(row)) : likeness);
        }

        pool.Finish();
        foreach (var tag in part.Tags[local]) _spread[tag] = 0;
    }

    // The best of these is worth 1 to the member.
    private void Calibrate(in PageRequest request)
    {
        var best = float.NegativeInfinity;
        foreach (var row in _rows.Span)
        {
            var part = request.Generation.Catalog.PartOf(row, out var local);
            best = Math.Max(best, InnerProduct.Of(part.Embeddings[local], request.Member.Vector));
        }

        if (_rows.Count > 0) scores.Calibrate(best);
    }

    private float TagCosine(CatalogPart part, int local)
    {
        var tags = part.Tags[local];
        var weights = part.TagWeights[local];
        var sum = 0f;
        for (var i = 0; i < tags.Length; i++) sum += _spread[tags[i]] * weights[i];
        return sum;
    }
}
