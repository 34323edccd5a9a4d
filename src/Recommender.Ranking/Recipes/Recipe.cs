namespace Recommender.Ranking.Recipes;

/// <summary>How pages are made: what may be tuned without a change of code. Part of a generation. Immutable.</summary>
public sealed record Recipe
{
    /// <summary>Name and version, as answers tell it.</summary>
    public string Name { get; init; } = "standard/1";

    /// <summary>Titles that the search for the member brings, from 1.</summary>
    public int Candidates { get; init; } = 1_000;

    /// <summary>Candidates of a row for each place in it, from 1: what diversity chooses from.</summary>
    public int CandidatesPerPlace { get; init; } = 4;

    /// <summary>Fewest titles of a row as a share of those wanted, 0 to 1: a row with fewer does not appear.</summary>
    public float LeastRowFill { get; init; } = 0.4f;

    /// <summary>From relevance alone, 1, to variety alone, 0.</summary>
    public float Relevance { get; init; } = 0.7f;

    /// <summary>Most titles with the same tag in any <see cref="Window"/> of a row; the tags that make a row are not counted.</summary>
    public int MaxPerTag { get; init; } = 3;

    /// <summary>Length of that window, 1 to 50.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Least number of micro-genres that a page's titles belong to, as far as the catalogue has them.</summary>
    public int MinMicroGenres { get; init; } = 8;

    /// <summary>Most titles of one franchise on a page, from 1.</summary>
    public int MaxPerFranchise { get; init; } = 3;

    /// <summary>Days for which a title counts as new.</summary>
    public int NewDays { get; init; } = 60;

    /// <summary>Least probability with which each artwork of a title is shown, as a share of an even chance, 0 to 1.</summary>
    public float ArtworkFloor { get; init; } = 0.1f;
}
