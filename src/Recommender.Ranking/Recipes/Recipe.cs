namespace Recommender.Ranking.Recipes;

/// <summary>How pages are made: what may be tuned without a change of code. Part of a generation. Immutable.</summary>
public sealed record Recipe
{
    /// <summary>Name and version, as answers tell it.</summary>
    public string Name { get; init; } = "standard/1";

    /// <summary>Titles that the search for the member brings, from 1.</summary>
    public int Candidates { get; init; } = 500;

    /// <summary>Candidates of a row for each place in it, from 1: what diversity chooses from.</summary>
    public int CandidatesPerPlace { get; init; } = 4;

    /// <summary>Fewest titles of a row as a share of those wanted, 0 to 1: a row with fewer does not appear.</summary>
    public float LeastRowFill { get; init; } = 0.4f;

    /// <summary>From relevance alone, 1, to variety alone, 0.</summary>
    public float Relevance { get; init; } = 0.75f;

    /// <summary>Most titles with the same tag in any <see cref="Window"/> of a row; the tags that make a row are not counted.</summary>
    public int MaxPerTag { get; init; } = 4;

    /// <summary>Length of that window, 1 to 50.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Least number of micro-genres that a page's titles belong to, as far as the catalogue has them.</summary>
    public int MinMicroGenres { get; init; } = 8;

    /// <summary>Most titles of one franchise on a page, from 1; what the member began counts, and is shown even if it is more.</summary>
    public int MaxPerFranchise { get; init; } = 3;

    /// <summary>Days for which a title counts as new.</summary>
    public int NewDays { get; init; } = 60;

    /// <summary>Least probability with which each artwork of a title is shown, as a share of an even chance, 0 to 1.</summary>
    public float ArtworkFloor { get; init; } = 0.1f;

    /// <summary>What a title's popularity adds to its score, where the member's best match counts 1. From 0.</summary>
    public float PopularityWeight { get; init; } = 0.05f;

    /// <summary>What a title's trend adds likewise. From 0.</summary>
    public float TrendWeight { get; init; } = 0.03f;

    /// <summary>What a title loses, at most, for having been shown and not played. From 0.</summary>
    public float FatigueWeight { get; init; } = 0.4f;

    /// <summary>Showings after which it has lost half of that, above 0.</summary>
    public float FatigueHalf { get; init; } = 6;

    /// <summary>What popularity is worth to a stranger, of whom nothing else is known. From 0.</summary>
    public float StrangerPopularityWeight { get; init; } = 0.6f;

    /// <summary>What a trend is worth to a stranger. From 0.</summary>
    public float StrangerTrendWeight { get; init; } = 0.2f;

    /// <summary>What tags are worth that a newcomer named. From 0.</summary>
    public float StrangerTagWeight { get; init; } = 1;

    /// <summary>In a micro-genre's row, how much being of it weighs against fitting the member, 0 to 1.</summary>
    public float MicroGenreWeight { get; init; } = 0.2f;

    /// <summary>In a row because a title was watched, how much being like it weighs against fitting the member, 0 to 1.</summary>
    public float AnchorWeight { get; init; } = 0.5f;

    /// <summary>In the row of what is trending, how much the trend weighs against fitting the member, 0 to 1.</summary>
    public float TrendingWeight { get; init; } = 0.3f;

    /// <summary>Titles of a micro-genre that are looked at for its row, the strongest, from 1.</summary>
    public int MicroGenreReach { get; init; } = 2_000;

    /// <summary>Titles of a micro-genre that are scored for its row beyond those that the search for the member brought, from 0.</summary>
    public int MicroGenreScored { get; init; } = 200;

    /// <summary>What a row loses, at most, for being like one above it. From 0.</summary>
    public float RowVariety { get; init; } = 0.6f;

    /// <summary>How clearly artworks that suit the member and the row are preferred. From 0, where all are shown alike.</summary>
    public float ArtworkSharpness { get; init; } = 4;
}
