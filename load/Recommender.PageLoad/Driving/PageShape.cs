namespace Recommender.PageLoad.Driving;

/// <summary>What a whole page has.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="TitlesPerRow">Titles in each.</param>
internal readonly record struct PageShape(int Rows, int TitlesPerRow);
