using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>
/// How well each micro-genre fits the member now, from four sides: how many of the member's best titles are of it and how good they
/// are, how it suits the member's communities, how its tags are liked, and how its direction goes with the member's vector; and by
/// what the member watches around this hour of the day. One thread at a time.
/// </summary>
internal sealed class MicroGenreAffinities
{
    // The candidates that are looked at, and of each the micro-genres that it is most of.
    private const int Best = 300;
    private const int GenresOfTitle = 12;

    // A micro-genre's best titles that count, and the communities that do.
    private const int TitlesThatCount = 12;
    private const int Communities = 4;
    private const int GenresOfCommunity = 100;

    // Shares of the four sides, of sum 1.
    private const float OfTitles = 0.5f;
    private const float OfCommunities = 0.2f;
    private const float OfTags = 0.15f;
    private const float OfDirection = 0.15f;

    private readonly RowMarks _seen = new();
    private readonly ItemBuffer<int> _genres = new();
    private readonly HourHabit _hours = new();
    private Side[] _sides = [];

    /// <summary>Micro-genres that something speaks for, in the order in which they were met.</summary>
    public ReadOnlySpan<int> Genres => _genres.Span;

    /// <summary>Finds them.</summary>
    /// <param name="request">For whom, and when.</param>
    /// <param name="candidates">Rows of titles, about best first.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="tags">How much tags are liked.</param>
    public void Begin(in PageRequest request, ReadOnlySpan<int> candidates, TitleScores scores, TagAffinities tags)
    {
        var count = request.Generation.MicroGenres.Count;
        _genres.Clear();
        _seen.Begin(count);
        if (_sides.Length < count) _sides = new Side[count];

        AddTitles(request.Generation.Catalog, candidates[..Math.Min(Best, candidates.Length)], scores);
        AddCommunities(request);
        _hours.Begin(request);
        Judge(request, tags);
    }

    /// <summary>How well a micro-genre fits, 0 to 1.</summary>
    public float Affinity(int genre) => _sides[genre].Affinity;

    private void AddTitles(Catalog catalog, ReadOnlySpan<int> candidates, TitleScores scores)
    {
        foreach (var row in candidates)
        {
            var score = scores[row];
            if (score <= 0) continue;
            var part = catalog.PartOf(row, out var local);
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

    // Each side counts by its share of the most that any micro-genre has of it.
    private void Judge(in PageRequest request, TagAffinities tags)
    {
        var most = default(Side);
        foreach (var genre in _genres.Span)
        {
            ref var side = ref _sides[genre];
            side.Tags = TagsOf(request.Generation.MicroGenres.Tags[genre], tags);
            if (request.Member.HasVector) side.Direction = Math.Max(0, InnerProduct.Of(request.Generation.MicroGenres.Directions[genre], request.Member.Vector));
            most.Titles = Math.Max(most.Titles, side.Titles);
            most.Communities = Math.Max(most.Communities, side.Communities);
            most.Tags = Math.Max(most.Tags, side.Tags);
            most.Direction = Math.Max(most.Direction, side.Direction);
        }

        foreach (var genre in _genres.Span)
        {
            ref var side = ref _sides[genre];
            var affinity = (OfTitles * Share(side.Titles, most.Titles)) + (OfCommunities * Share(side.Communities, most.Communities))
                + (OfTags * Share(side.Tags, most.Tags)) + (OfDirection * Share(side.Direction, most.Direction));
            side.Affinity = Math.Clamp(affinity * _hours.Factor(genre), 0, 1);
        }
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
        public float Direction;
        public float Affinity;
    }
}
