using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Sources;

/// <summary>Brings titles together from lists that overlap.</summary>
/// <param name="eligible">What may be shown.</param>
/// <param name="scores">Which are here already, and what they are worth.</param>
/// <param name="ranked">Where they go.</param>
internal readonly ref struct Gathering(EligibleTitles eligible, TitleScores scores, RankedPool ranked)
{
    // Of the micro-genres with a tag that was named, titles that are taken from each, and titles of the recent part that are looked at.
    private const int MostOfMicroGenre = 100;
    private const int MostRecent = 1_000;

    public void Add(ReadOnlySpan<int> rows, int first = 0)
    {
        foreach (var row in rows) Add(first + row);
    }

    public void AddRecent(Catalog catalog)
    {
        for (var row = Math.Max(catalog.Settled.Count, catalog.Rows - MostRecent); row < catalog.Rows; row++) Add(row);
    }

    public void AddMicroGenres(Generation generation, TagAffinities tags)
    {
        var catalog = generation.Catalog;
        for (var genre = 0; genre < generation.MicroGenres.Count; genre++)
        {
            if (!IsLiked(generation.MicroGenres.Tags[genre], tags)) continue;
            Add(First(catalog.Settled.MicroGenreTitles[genre]));
            Add(First(catalog.Recent.MicroGenreTitles[genre]), catalog.Settled.Count);
        }
    }

    private static ReadOnlySpan<int> First(ReadOnlySpan<int> rows) => rows[..Math.Min(rows.Length, MostOfMicroGenre)];

    private static bool IsLiked(ReadOnlySpan<int> made, TagAffinities tags)
    {
        foreach (var tag in made)
        {
            if (tags.Weights[tag] > 0) return true;
        }

        return false;
    }

    private void Add(int row)
    {
        if (eligible[row] && !scores.Has(row)) ranked.Offer(row, scores.Of(row));
    }
}
