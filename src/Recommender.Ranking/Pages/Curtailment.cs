namespace Recommender.Ranking.Pages;

/// <summary>How a page is smaller than asked for. Numbers as on the wire.</summary>
#pragma warning disable CA1008
public enum Curtailment
#pragma warning restore CA1008
{
    /// <summary>It is not.</summary>
    None = 1,

    /// <summary>The deadline was near, and rows are missing.</summary>
    FewerRows = 2,

    /// <summary>The catalogue or the filters left no more.</summary>
    NotEnoughTitles = 3,
}
