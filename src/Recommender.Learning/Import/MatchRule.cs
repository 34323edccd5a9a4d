namespace Recommender.Learning.Import;

/// <summary>What of a title and a film of another source must agree.</summary>
internal enum MatchRule
{
    /// <summary>A whole name and the year.</summary>
    SameYear = 0,

    /// <summary>A whole name and a genre, and the year is one off: a festival's and the cinemas'.</summary>
    NearYear = 1,

    /// <summary>The year, a genre, and what one of them has before its colon with the other's whole name.</summary>
    PartOfName = 2,
}
