using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>
/// How well each micro-genre fits the member now, from four sides: how many of the member's best titles are of it and how good they
/// are, how it suits the member's communities, how its tags are liked, and how its direction goes with the member's vector; and by
/// what the member watches around this hour of the day and on such a device. One thread at a time.
/// </summary>
internal sealed class MicroGenreAffinities
{
    // The candidates that are looked at, and of each the micro-genres that it is most of.
    private const int Candidates = 200;
    private const int GenresOfTitle = 12;

    // How long before a candidate's micro-genres are read, which lie anywhere, they are asked for.
    private const int Ahead = 8;

    // A micro-genre's best titles that count, and the communities that do.
    private const int TitlesThatCount = 12;
    private const int Communities = 4;
    private const int GenresOfCommunity = 100;

    // Micro-genres that rows are chosen from: for each row of a page, and at least.
    private const int BestForRow = 6;
    private const int FewestBest = 40;

    // Shares of the four sides, of sum 1.
    private const float OfTitles = 0.5f;
    private const float OfCommunities = 0.2f;
    private const float OfTags = 0.15f;
    private const float OfDirection = 0.15f;

    private readonly RowMarks _seen = new();
    private readonly ItemBuffer<int> _genres = new();
    private readonly RankedPool _ranked = new();
    private readonly ItemBuffer<Weighted> _best = new();
    private readonly ContextHabits _habits = new();
    private float[] _directions = [];
    private Side[] _sides = [];

    /// <summary>The micro-genres that fit best and how well they do, 0 to 1; more than make a page.</summary>
    public Span<Weighted> Best => _best.Span;

    /// <summary>By what the affinity of a row of what is like a title is multiplied, for the hour and the device: 1 where there is no habit.</summary>
    public float HabitOf(Catalog catalog, int row) => _habits.FactorOf(catalog, row);

    /// <summary>Finds them.</summary>
    /// <param name="request">For whom, and when.</param>
    /// <param name="candidates">Rows of titles, about best first.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="tags">How much tags are liked.</param>
    public void Begin(in PageRequest request, ReadOnlySpan<int> candidates, TitleScores scores, TagAffinities tags)
    {
        var count = request.Generation.MicroGenres.Count;
        _genres.Clear();
        _best.Clear();
        _seen.Begin(count);
        if (_sides.Length < count) _sides = new Side[count];

        AddTitles(request.Generation.Catalog, candidates[..Math.Min(Candidates, candidates.Length)], scores);
        AddCommunities(request);
        _habits.Begin(request);
        Judge(request, tags);
    }

    private void AddTitles(Catalog catalog, ReadOnlySpan<int> candidates, TitleScores scores)
    {
        foreach (var row in candidates) catalog.PartOf(row, out var local).MicroGenres.ExpectOffsets(local);
        for (var i = 0; i < candidates.Length; i++)
        {
            if (i + Ahead < candidates.Length) catalog.PartOf(candidates[i + Ahead], out var next).MicroGenres.Expect(next);
            var score = scores[candidates[i]];
            if (score <= 0) continue;
            var part = catalog.PartOf(candidates[i], out var local);
            var genres = part.MicroGenres[local];
            foreach (var genre in genres[..Math.Min(GenresOfTitle, genres.Length)])
            {
                ref var side = ref Meet(genre);
                if (side.Count++ < TitlesThatCount) side.Titles += score;
            }
        }
    }

    private void AddCommunities(in PageRequest request)
    {
        var members = request.Member.Communities.Span;
        foreach (ref readonly var community in members[..Math.Min(Communities, members.Length)])
        {
            var genres = request.Generation.Communities.MicroGenres[community.Row];
            var affinities = request.Generation.Communities.Affinities[community.Row];
            for (var i = 0; i < Math.Min(GenresOfCommunity, genres.Length); i++) Meet(genres[i]).Communities += community.Weight * affinities[i];
        }
    }

    private ref Side Meet(int genre)
    {
        ref var side = ref _sides[genre];
        if (!_seen.Add(genre)) return ref side;
        side = default;
        _genres.Add(genre);
        return ref side;
    }

    // Each side counts by its share of the most that any micro-genre has of it. The directions, which cost most, are looked at
    // last, for those that are among the best without.
    private void Judge(in PageRequest request, TagAffinities tags)
    {
        var (titles, communities, liked) = (0f, 0f, 0f);
        foreach (var genre in _genres.Span)
        {
            ref var side = ref _sides[genre];
            side.Tags = TagsOf(request.Generation.MicroGenres.Tags[genre], tags);
            (titles, communities, liked) = (Math.Max(titles, side.Titles), Math.Max(communities, side.Communities), Math.Max(liked, side.Tags));
        }

        var most = Math.Max(FewestBest, BestForRow * request.Query.MaxRows);
        _ranked.Begin(most);
        foreach (var genre in _genres.Span)
        {
            ref readonly var side = ref _sides[genre];
            _ranked.Offer(genre, (OfTitles * Share(side.Titles, titles)) + (OfCommunities * Share(side.Communities, communities)) + (OfTags * Share(side.Tags, liked)));
        }

        _ranked.Finish();
        for (var i = 0; i < _ranked.Count; i++) _best.Add(new Weighted(_ranked.Row(i), _ranked.Relevance(i)));
        AddDirections(request);
        foreach (ref var genre in _best.Span) genre = genre with { Weight = Math.Clamp(genre.Weight * _habits.Factor(genre.Row), 0, 1) };
    }

    private void AddDirections(in PageRequest request)
    {
        if (!request.Member.HasVector) return;
        if (_directions.Length < _best.Count) _directions = new float[_best.Count];
        var most = 0f;
        for (var i = 0; i < _best.Count; i++)
        {
            _directions[i] = Math.Max(0, InnerProduct.Of(request.Generation.MicroGenres.Directions[_best[i].Row], request.Member.Vector));
            most = Math.Max(most, _directions[i]);
        }

        for (var i = 0; i < _best.Count; i++) _best[i] = _best[i] with { Weight = _best[i].Weight + (OfDirection * Share(_directions[i], most)) };
    }

    private static float Share(float value, float most) => most > 0 ? value / most : 0;

    private static float TagsOf(ReadOnlySpan<int> made, TagAffinities tags)
    {
        var sum = 0f;
        foreach (var tag in made) sum += tags.Weights[tag];
        return made.IsEmpty ? 0 : sum / made.Length;
    }

    private struct Side
    {
        public int Count;
        public float Titles;
        public float Communities;
        public float Tags;
    }
}
