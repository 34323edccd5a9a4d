using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>The titles that a page is mostly made of, about best first, each scored. One thread at a time.</summary>
/// <remarks>
/// Of a member with a vector those that a search of the whole catalogue finds. Of a stranger those that are popular, trending or
/// new, and those of micro-genres with the tags that the stranger named.
/// </remarks>
internal sealed class Candidates
{
    private readonly TitleSearchScratch _search = new();
    private readonly ItemBuffer<int> _rows = new();
    private readonly RankedPool _ranked = new();
    private ScoredRow[] _settled = [];
    private ScoredRow[] _recent = [];

    /// <summary>Rows, about best first.</summary>
    public ReadOnlySpan<int> Rows => _rows.Span;

    /// <summary>Finds them.</summary>
    public void Begin(in PageRequest request, EligibleTitles eligible, TitleScores scores, TagAffinities tags)
    {
        _rows.Clear();
        if (request.Member.HasVector) Search(request, eligible, scores);
        else Gather(request, eligible, scores, tags);
    }

    private void Search(in PageRequest request, EligibleTitles eligible, TitleScores scores)
    {
        var catalog = request.Generation.Catalog;
        var wanted = request.Generation.Recipe.Candidates;
        var settled = Best(catalog.Settled, request.Member.Vector, wanted, eligible.Settled, ref _settled);
        var recent = Best(catalog.Recent, request.Member.Vector, wanted, eligible.Recent, ref _recent);
        if (settled.IsEmpty && recent.IsEmpty) return;

        scores.Calibrate(Math.Max(settled.IsEmpty ? float.MinValue : settled[0].Score, recent.IsEmpty ? float.MinValue : recent[0].Score));
        var (s, r) = (0, 0);
        while (_rows.Count < wanted && (s < settled.Length || r < recent.Length))
        {
            var fromSettled = r == recent.Length || (s < settled.Length && settled[s].Score >= recent[r].Score);
            var (row, product) = fromSettled ? settled[s++] : recent[r++];
            if (!fromSettled) row += catalog.Settled.Count;
            scores.Note(row, product);
            _rows.Add(row);
        }
    }

    private ReadOnlySpan<ScoredRow> Best(CatalogPart part, ReadOnlySpan<float> vector, int wanted, ReadOnlySpan<ulong> allowed, ref ScoredRow[] best)
    {
        if (part.Count == 0) return [];
        if (best.Length < wanted) best = new ScoredRow[wanted];
        var room = best.AsSpan(0, Math.Min(wanted, part.Count));
        return room[..part.Search.Search(vector, room, _search, allowed)];
    }

    private void Gather(in PageRequest request, EligibleTitles eligible, TitleScores scores, TagAffinities tags)
    {
        _ranked.Begin(request.Generation.Recipe.Candidates);
        var gathering = new Gathering(eligible, scores, _ranked);
        gathering.Add(request.Generation.Popular);
        gathering.Add(request.Generation.Trending);
        gathering.Add(request.Generation.Newest);
        gathering.AddRecent(request.Generation.Catalog);
        if (!tags.Liked.IsEmpty) gathering.AddMicroGenres(request.Generation, tags);
        _ranked.Finish();
        for (var i = 0; i < Math.Min(_ranked.Count, request.Generation.Recipe.Candidates); i++) _rows.Add(_ranked.Row(i));
    }
}
