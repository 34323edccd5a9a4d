using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>How like two rows of a page would look, 0 to 1.</summary>
internal static class RowLikeness
{
    // What a micro-genre that the anchor is of repeats of its row.
    private const float SameAsAnchor = 0.4f;

    /// <summary>By tags of micro-genres and embeddings of anchors; rows that are made otherwise are like none.</summary>
    public static float Of(Generation generation, in RowPlan one, in RowPlan other) => (one.Kind, other.Kind) switch
    {
        (RowKind.MicroGenre, RowKind.MicroGenre) => Shared(generation.MicroGenres.Tags[one.Subject], generation.MicroGenres.Tags[other.Subject]),
        (RowKind.BecauseYouWatched, RowKind.BecauseYouWatched) => Math.Max(0, Cosine(generation.Catalog, one.Subject, other.Subject)),
        (RowKind.BecauseYouWatched, RowKind.MicroGenre) => OfAnchor(generation.Catalog, one.Subject, other.Subject),
        (RowKind.MicroGenre, RowKind.BecauseYouWatched) => OfAnchor(generation.Catalog, other.Subject, one.Subject),
        _ => 0,
    };

    // Jaccard's index.
    private static float Shared(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var both = 0;
        foreach (var tag in one) both += other.Contains(tag) ? 1 : 0;
        var all = one.Length + other.Length - both;
        return all > 0 ? (float)both / all : 0;
    }

    private static float Cosine(Catalog catalog, int one, int other)
    {
        var part = catalog.PartOf(one, out var local);
        var embedding = part.Embeddings[local];
        part = catalog.PartOf(other, out local);
        return InnerProduct.Cosine(embedding, part.Embeddings[local]);
    }

    private static float OfAnchor(Catalog catalog, int anchor, int genre)
    {
        var part = catalog.PartOf(anchor, out var local);
        return part.MicroGenres[local].Contains(genre) ? SameAsAnchor : 0;
    }
}
