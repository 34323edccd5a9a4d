using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Titles in columns, by row of this part. Immutable; safe from many threads.</summary>
/// <remarks>Tags and micro-genres are rows of the generation's <see cref="Tastes.TagTable"/> and <see cref="Tastes.MicroGenreTable"/>.</remarks>
public sealed class CatalogPart
{
    /// <summary>The caller's ids, and rows by their hashes.</summary>
    public required TitleIds Ids { get; init; }

    /// <summary>Embeddings, shape (titles, d).</summary>
    public required AlignedMatrix<float> Embeddings { get; init; }

    /// <summary>Finds the best of <see cref="Embeddings"/>.</summary>
    public required ITitleSearch Search { get; init; }

    /// <summary>How popular each title is, 0 to 1; shape (titles), or longer.</summary>
    public required float[] Popularity { get; init; }

    /// <summary>How much more than usual each title is chosen now, as a share from 0 to 1 (<see cref="TrendOf"/>); shape (titles), or longer.</summary>
    public required float[] Trend { get; init; }

    /// <summary>When each title came into the catalogue, in seconds since 1970, UTC; shape (titles), or longer.</summary>
    public required long[] AddedAt { get; init; }

    /// <summary>Who may see which title where and when.</summary>
    public required TitleAccess Access { get; init; }

    /// <summary>Tags of each title, each once.</summary>
    public required CompressedRows<int> Tags { get; init; }

    /// <summary>As many weights by title, above 0, of Euclidean norm 1.</summary>
    public required CompressedRows<float> TagWeights { get; init; }

    /// <summary>What a page shows few of, by title: the franchise, by a number that means the same in all parts of a generation.</summary>
    public required CompressedRows<int> CapKeys { get; init; }

    /// <summary>Micro-genres of each title, strongest first.</summary>
    public required CompressedRows<int> MicroGenres { get; init; }

    /// <summary>By micro-genre of the generation, its titles in this part, strongest first.</summary>
    public required CompressedRows<int> MicroGenreTitles { get; init; }

    /// <summary>As many strengths by micro-genre, in (0, 1].</summary>
    public required CompressedRows<float> MicroGenreStrengths { get; init; }

    /// <summary>What titles can be shown with.</summary>
    public required ArtworkTable Artworks { get; init; }

    /// <summary>Number of titles.</summary>
    public int Count => Embeddings.Rows;

    /// <summary>What a trend is as a share: 0 where a title is chosen no more than usual, near 1 where it is chosen very much more.</summary>
    /// <param name="logarithm">Of how much more than usual it is chosen.</param>
    public static float TrendOf(float logarithm) => logarithm > 0 ? 1 - MathF.Exp(-logarithm) : 0;
}
