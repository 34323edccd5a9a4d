namespace Recommender.Ranking.Pages;

/// <summary>What a row is made of. Numbers as on the wire.</summary>
#pragma warning disable CA1008 // Every row is of some kind.
public enum RowKind
#pragma warning restore CA1008
{
    /// <summary>What the member began and did not finish.</summary>
    ContinueWatching = 1,

    /// <summary>The best of all.</summary>
    TopPicks = 2,

    /// <summary>More like a title of the history.</summary>
    BecauseYouWatched = 3,

    /// <summary>What the member's communities love.</summary>
    CommunityFavourites = 4,

    /// <summary>What is chosen more than usual.</summary>
    TrendingNow = 5,

    /// <summary>What came last into the catalogue.</summary>
    New = 6,

    /// <summary>One micro-genre.</summary>
    MicroGenre = 7,
}
