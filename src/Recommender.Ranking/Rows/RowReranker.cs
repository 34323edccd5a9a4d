using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Diversity;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>Chooses a row's titles and their order: good, unlike, and within the page's rules. One thread at a time.</summary>
internal sealed class RowReranker
{
    private readonly RerankScratch _scratch = new();
    private readonly GatheredLists<int> _tags = new();
    private readonly GatheredLists<float> _weights = new();
    private readonly GatheredLists<int> _counted = new();
    private readonly GatheredLists<int> _caps = new();
    private readonly GatheredLists<int> _genres = new();
    private readonly PageCounts _onPage = new();
    private float[] _relevance = [];
    private float[] _spread = [];
    private int[] _tagCounts = [];
    private int[] _recent = [];
    private int[] _chosen = [];
    private int[] _genreCounts = [];
    private int _missing;

    /// <summary>Starts a page.</summary>
    public void Begin(in PageRequest request)
    {
        var (tags, genres, query) = (request.Generation.Tags.Count, request.Generation.MicroGenres.Count, request.Query);
        if (_spread.Length < tags) (_spread, _tagCounts) = (new float[tags], new int[tags]);
        if (_genreCounts.Length < genres) _genreCounts = new int[genres];
        if (_recent.Length < query.Window) _recent = new int[query.Window];
        if (_chosen.Length < query.TitlesPerRow) _chosen = new int[query.TitlesPerRow];
        Array.Clear(_genreCounts);
        _onPage.Begin();
        _missing = query.MinMicroGenres;
    }

    /// <summary>Chooses from a row's candidates. What is chosen counts for the rows below once <see cref="Keep"/> is called.</summary>
    /// <param name="request">The page's rules.</param>
    /// <param name="pool">The row's candidates, best first.</param>
    /// <param name="own">Tags that make the row: the window rule does not count them.</param>
    /// <param name="rowsLeft">Rows that the page has room for, this one included.</param>
    /// <returns>Places in the pool, in order; ends with the next call.</returns>
    public ReadOnlySpan<int> Select(in PageRequest request, RankedPool pool, ReadOnlySpan<int> own, int rowsLeft)
    {
        Gather(request.Generation.Catalog, pool, request.Generation.Tags.Descriptive, own);
        RowRelevance.Standardise(pool, ref _relevance);
        var room = rowsLeft * request.Query.TitlesPerRow;
        var chosen = Select(request, pool.Count, _missing, room);
        if (chosen.Length < request.Query.TitlesPerRow && _missing >= room - chosen.Length && _missing > 0) chosen = Select(request, pool.Count, 0, room);
        return chosen;
    }

    /// <summary>Notes that what was chosen last is on the page.</summary>
    public void Keep(ReadOnlySpan<int> chosen)
    {
        foreach (var candidate in chosen)
        {
            foreach (var genre in _genres.Lists[candidate]) _missing -= _genreCounts[genre] == 0 ? 1 : 0;
            Count(candidate, 1);
        }
    }

    private ReadOnlySpan<int> Select(in PageRequest request, int candidates, int missing, int room)
    {
        var (query, tags) = (request.Query, request.Generation.Tags.Count);
        var similarity = new TagSimilarity(_tags.Lists, _weights.Lists, _spread.AsSpan(0, tags));
        var window = new TagWindowRule(_counted.Lists, query.MaxPerTag, _tagCounts.AsSpan(0, tags), _recent.AsSpan(0, query.Window - 1));
        var cap = new CapRule(_caps.Lists, query.MaxPerFranchise, _onPage.Counts);
        var variety = new MicroGenreRule(_genres.Lists, _genreCounts, missing, room);
        var rules = new BothRules<TagWindowRule, BothRules<CapRule, MicroGenreRule>>(window, new(cap, variety));
        var count = DeterminantalPointProcess.Select(
            _relevance.AsSpan(0, candidates), ref similarity, ref rules, query.Relevance, _chosen.AsSpan(0, query.TitlesPerRow), _scratch);
        var chosen = _chosen.AsSpan(0, count);
        foreach (var candidate in chosen) Count(candidate, -1);   // the rules counted as they went; the row may yet be left out
        return chosen;
    }

    private void Count(int candidate, int change)
    {
        foreach (var place in _caps.Lists[candidate]) _onPage.Counts[place] += change;
        foreach (var genre in _genres.Lists[candidate]) _genreCounts[genre] += change;
    }

    private void Gather(Catalog catalog, RankedPool pool, bool[] descriptive, ReadOnlySpan<int> own)
    {
        _tags.Begin();
        _weights.Begin();
        _counted.Begin();
        _caps.Begin();
        _genres.Begin();
        for (var i = 0; i < pool.Count; i++)
        {
            var part = catalog.PartOf(pool.Row(i), out var local);
            foreach (var tag in part.Tags[local])
            {
                _tags.Add(tag);
                if (descriptive[tag] && !own.Contains(tag)) _counted.Add(tag);
            }

            foreach (var weight in part.TagWeights[local]) _weights.Add(weight);
            foreach (var key in part.CapKeys[local]) _caps.Add(_onPage.PlaceOf(key));
            foreach (var genre in part.MicroGenres[local]) _genres.Add(genre);
            _tags.End();
            _weights.End();
            _counted.End();
            _caps.End();
            _genres.End();
        }
    }
}
