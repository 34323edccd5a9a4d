namespace Recommender.Ranking.Pages;

/// <summary>Something that speaks for a title.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">A row of what the kind says; -1 for none.</param>
/// <param name="Weight">Its share of the score.</param>
public readonly record struct PlacedReason(ReasonKind Kind, int Subject, float Weight);
