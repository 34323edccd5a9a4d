namespace Recommender.PageLoad.Events;

/// <summary>A title as a page showed it to a member.</summary>
/// <param name="DecisionId">The page; empty where it was on none.</param>
/// <param name="RowId">The row; empty likewise.</param>
/// <param name="TitleId">The title.</param>
/// <param name="ArtworkId">What it was shown with; empty where with nothing.</param>
internal readonly record struct Showing(string DecisionId, string RowId, string TitleId, string ArtworkId);
