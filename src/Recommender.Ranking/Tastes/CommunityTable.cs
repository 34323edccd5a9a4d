using Recommender.Numerics;

namespace Recommender.Ranking.Tastes;

/// <summary>Taste communities of a generation by row. Immutable.</summary>
public sealed class CommunityTable
{
    /// <summary>A sentence on each.</summary>
    public required string[] Descriptions { get; init; }

    /// <summary>By community, rows in the settled part of the titles that it chooses more often than all members do, the surest first.</summary>
    public required CompressedRows<int> Favourites { get; init; }

    /// <summary>By community, micro-genres that suit it, best first.</summary>
    public required CompressedRows<int> MicroGenres { get; init; }

    /// <summary>As many affinities, in (0, 1].</summary>
    public required CompressedRows<float> Affinities { get; init; }

    /// <summary>Number of communities.</summary>
    public int Count => Descriptions.Length;
}
