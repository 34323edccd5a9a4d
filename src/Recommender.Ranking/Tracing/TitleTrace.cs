namespace Recommender.Ranking.Tracing;

/// <summary>What became of one title on the way to a page.</summary>
/// <param name="PageRow">The row of the page that it is in; -1 if in none.</param>
/// <param name="Position">Its place there, from 0; -1 if in none.</param>
/// <param name="RemovedBy">
/// The stage that it was lost at; null if it is on the page. <c>filter:…</c> with what stands in its way; <c>score:unlikely</c>,
/// expected to be disliked; <c>source:none</c>, nothing brought it; <c>rows:others</c>, it is of no row that is on the page;
/// <c>row:rank</c>, others of its rows were better; <c>rule:franchise</c>, there was enough of its franchise; <c>row:diversity</c>,
/// others were chosen from its rows' candidates.
/// </param>
/// <param name="Rank">From 0: for <c>row:…</c> its best among the candidates of a row, otherwise among all titles that may be shown; -1 where a filter removed it or it is on the page.</param>
public readonly record struct TitleTrace(int PageRow, int Position, string? RemovedBy, int Rank);
