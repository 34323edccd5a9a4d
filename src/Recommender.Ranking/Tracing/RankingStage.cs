namespace Recommender.Ranking.Tracing;

/// <summary>What time of a page is spent on.</summary>
public enum RankingStage
{
    /// <summary>What may be shown.</summary>
    Filters,

    /// <summary>Finding and scoring candidates.</summary>
    Candidates,

    /// <summary>Comparing them with titles that were watched.</summary>
    Anchors,

    /// <summary>How micro-genres fit.</summary>
    MicroGenres,

    /// <summary>Choosing rows.</summary>
    Rows,

    /// <summary>Collecting the candidates of rows.</summary>
    RowTitles,

    /// <summary>Choosing from them.</summary>
    Diversity,

    /// <summary>Artworks and reasons.</summary>
    Artworks,
}
