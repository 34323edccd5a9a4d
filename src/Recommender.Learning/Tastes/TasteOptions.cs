using Recommender.Learning.Communities;
using Recommender.Learning.MicroGenres;

namespace Recommender.Learning.Tastes;

/// <summary>How a <see cref="TasteModel"/> is learnt.</summary>
public sealed record TasteOptions
{
    /// <summary>How communities are.</summary>
    public TasteCommunityOptions Communities { get; init; } = new();

    /// <summary>Which micro-genres there are.</summary>
    public MicroGenreOptions MicroGenres { get; init; } = new();

    /// <summary>Most micro-genres that a community is matched with, from 0.</summary>
    public int Matches { get; init; } = 20;
}
