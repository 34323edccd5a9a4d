using Recommender.Ranking.Diversity;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>Chooses a row's titles and their order: good, unlike, and within the page's rules. One thread at a time.</summary>
internal sealed class RowReranker
{
    // Candidates lie anywhere in the catalogue: so many before one is read it is asked where its lists are, and then for them.
    private const int Ahead = 16;
    private const int NextToCome = 8;

    private readonly RerankScratch _scratch = new();
    private readonly SharedTags _tags = new();
    private readonly GatheredLists<int> _caps = new();
    private readonly GatheredLists<int> _genres = new();
    private readonly PageCounts _onPage = new();
    private float[] _relevance = [];
    private int[] _tagCounts = [];
    private int[] _recent = [];
    private int[] _chosen = [];
    private int[] _genreCounts = [];
    private int _candidates;
    private int _missing;

    /// <summary>Starts a page.</summary>
    public void Begin(in PageRequest request)
    {
        var (genres, query) = (request.Generation.MicroGenres.Count, request.Query);
        if (_genreCounts.Length < genres) _genreCounts = new int[genres];
        if (_recent.Length < query.Window) _recent = new int[query.Window];
        if (_chosen.Length < query.TitlesPerRow) _chosen = new int[query.TitlesPerRow];
        Array.Clear(_genreCounts);
        _onPage.Begin();
        _missing = query.MinMicroGenres;
    }

    /// <summary>Notes that a title is on the page that was not chosen here: it takes its share of what a franchise may have.</summary>
    public void Count(in PageRequest request, int row)
    {
        var part = request.Generation.Catalog.PartOf(row, out var local);
        foreach (var key in part.CapKeys[local])
        {
            var place = _onPage.PlaceOf(key);
            _onPage.Counts[place]++;
        }
    }

    /// <summary>Chooses from a row's candidates. What is chosen counts for the rows below once <see cref="Keep"/> is called.</summary>
    /// <param name="request">The page's rules.</param>
    /// <param name="pool">The row's candidates, best first.</param>
    /// <param name="own">Tags that make the row: the window rule does not count them.</param>
    /// <param name="rowsLeft">Rows that the page has room for, this one included.</param>
    /// <returns>Places in the pool, in order; ends with the next call.</returns>
    public ReadOnlySpan<int> Select(in PageRequest request, RankedPool pool, ReadOnlySpan<int> own, int rowsLeft)
    {
        Gather(request, pool);
        _candidates = pool.Count;
        RowRelevance.ShareOfBest(pool, ref _relevance);
        var room = rowsLeft * request.Query.TitlesPerRow;
        var chosen = Select(request, own, _missing, room);
        if (chosen.Length < request.Query.TitlesPerRow && _missing >= room - chosen.Length && _missing > 0) chosen = Select(request, own, 0, room);
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

    private ReadOnlySpan<int> Select(in PageRequest request, ReadOnlySpan<int> own, int missing, int room)
    {
        var query = request.Query;
        var similarity = _tags.Similarity;
        var window = new TagWindowRule(_tags.Lists, query.MaxPerTag, _tagCounts.AsSpan(0, _tags.Count), _recent.AsSpan(0, query.Window - 1));
        Exempt(request.Generation.Tags.Counted, own, window);
        var cap = new CapRule(_caps.Lists, query.MaxPerFranchise, _onPage.Counts);
        var variety = new MicroGenreRule(_genres.Lists, _genreCounts, missing, room);
        var rules = new BothRules<TagWindowRule, BothRules<CapRule, MicroGenreRule>>(window, new(cap, variety));
        var count = DeterminantalPointProcess.Select(
            _relevance.AsSpan(0, _candidates), ref similarity, ref rules, query.Relevance, _chosen.AsSpan(0, query.TitlesPerRow), _scratch);
        var chosen = _chosen.AsSpan(0, count);
        foreach (var candidate in chosen) Count(candidate, -1);   // the rules counted as they went; the row may yet be left out
        return chosen;
    }

    private void Count(int candidate, int change)
    {
        foreach (var place in _caps.Lists[candidate]) _onPage.Counts[place] += change;
        foreach (var genre in _genres.Lists[candidate]) _genreCounts[genre] += change;
    }

    private void Exempt(bool[] counted, ReadOnlySpan<int> own, TagWindowRule window)
    {
        var tags = _tags.Tags;
        for (var number = 0; number < tags.Length; number++)
        {
            if (!counted[tags[number]] || own.Contains(tags[number])) window.Exempt(number);
        }
    }

    // Micro-genres are counted while any are missing.
    private void Gather(in PageRequest request, RankedPool pool)
    {
        _tags.Begin(request.Generation.Tags.Count, pool.Count);
        _caps.Begin();
        _genres.Begin();
        for (var i = 0; i < Math.Min(Ahead, pool.Count); i++) ExpectOffsets(request, pool.Row(i));
        for (var i = 0; i < Math.Min(NextToCome, pool.Count); i++) Expect(request, pool.Row(i));
        for (var i = 0; i < pool.Count; i++)
        {
            if (i + Ahead < pool.Count) ExpectOffsets(request, pool.Row(i + Ahead));
            if (i + NextToCome < pool.Count) Expect(request, pool.Row(i + NextToCome));
            var part = request.Generation.Catalog.PartOf(pool.Row(i), out var local);
            _tags.Add(part.Tags[local], part.TagWeights[local]);
            foreach (var key in part.CapKeys[local]) _caps.Add(_onPage.PlaceOf(key));
            if (_missing > 0) _genres.Add(part.MicroGenres[local]);
            _caps.End();
            _genres.End();
        }

        _tags.Finish();
        if (_tagCounts.Length < _tags.Count) _tagCounts = new int[2 * _tags.Count];
    }

    private void ExpectOffsets(in PageRequest request, int row)
    {
        var part = request.Generation.Catalog.PartOf(row, out var local);
        part.Tags.ExpectOffsets(local);
        part.TagWeights.ExpectOffsets(local);
        part.CapKeys.ExpectOffsets(local);
        if (_missing > 0) part.MicroGenres.ExpectOffsets(local);
    }

    private void Expect(in PageRequest request, int row)
    {
        var part = request.Generation.Catalog.PartOf(row, out var local);
        part.Tags.Expect(local);
        part.TagWeights.Expect(local);
        part.CapKeys.Expect(local);
        if (_missing > 0) part.MicroGenres.Expect(local);
    }
}
