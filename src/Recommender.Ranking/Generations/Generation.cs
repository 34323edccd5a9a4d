using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Tastes;

namespace Recommender.Ranking.Generations;

/// <summary>All that a request reads besides its member: catalogue, model and recipe that agree with each other. Immutable; safe from many threads.</summary>
public sealed record Generation
{
    /// <summary>Higher than that of every earlier one.</summary>
    public required long Number { get; init; }

    /// <summary>Number of the model.</summary>
    public required long ModelVersion { get; init; }

    /// <summary>Titles.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>Tags.</summary>
    public required TagTable Tags { get; init; }

    /// <summary>Micro-genres.</summary>
    public required MicroGenreTable MicroGenres { get; init; }

    /// <summary>Taste communities.</summary>
    public required CommunityTable Communities { get; init; }

    /// <summary>Personas.</summary>
    public required PersonaTable Personas { get; init; }

    /// <summary>How pages are made.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Rows of the settled part that are chosen most, first; some hundreds.</summary>
    public required int[] Popular { get; init; }

    /// <summary>Rows of the settled part that are chosen more than usual, most first; some hundreds.</summary>
    public required int[] Trending { get; init; }

    /// <summary>Rows of the settled part that came last into the catalogue, the newest first; some hundreds.</summary>
    public required int[] Newest { get; init; }
}
