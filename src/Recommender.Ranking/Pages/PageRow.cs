namespace Recommender.Ranking.Pages;

/// <summary>A row of a page.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Subject">The micro-genre of a row of that kind, the anchor title's row of one because it was watched; otherwise -1.</param>
/// <param name="Affinity">How well it fits the member, 0 to 1.</param>
/// <param name="First">Its first title in <see cref="Page.Titles"/>.</param>
/// <param name="Count">How many titles it has.</param>
public readonly record struct PageRow(RowKind Kind, int Subject, float Affinity, int First, int Count);
