using Recommender.Ranking.Artworks;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Rows;

/// <summary>What a row is about.</summary>
internal static class RowTheme
{
    /// <summary>The tags that make it: those of its micro-genre, or of the title that it is like; none of other rows.</summary>
    public static ReadOnlySpan<int> Tags(Generation generation, in RowPlan plan)
    {
        if (plan.Kind == RowKind.MicroGenre) return generation.MicroGenres.Tags[plan.Subject];
        if (plan.Kind != RowKind.BecauseYouWatched) return [];
        var part = generation.Catalog.PartOf(plan.Subject, out var local);
        return part.Tags[local];
    }

    /// <summary>The tags that each title of the row has because it is of the row.</summary>
    public static ReadOnlySpan<int> SharedTags(Generation generation, in RowPlan plan) =>
        plan.Kind == RowKind.MicroGenre ? generation.MicroGenres.Tags[plan.Subject] : [];

    /// <summary>A number that names the row, the same in every generation.</summary>
    public static ulong Seed(Generation generation, in RowPlan plan)
    {
        var seed = (ulong)plan.Kind;
        if (plan.Kind == RowKind.MicroGenre)
        {
            foreach (var letter in generation.MicroGenres.RowIds[plan.Subject]) seed = SeedMixing.Mix(seed, letter);
            return seed;
        }

        if (plan.Kind != RowKind.BecauseYouWatched) return seed;
        var part = generation.Catalog.PartOf(plan.Subject, out var local);
        return SeedMixing.Mix(seed, part.Ids.HashOf(local));
    }
}
