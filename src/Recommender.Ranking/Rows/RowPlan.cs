using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Rows;

/// <summary>A row that a page may have.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Subject">The micro-genre, or the anchor title's row; -1 for neither.</param>
/// <param name="Affinity">How well it fits the member, 0 to 1.</param>
/// <param name="Likeness">How like it is to a row that is on the page, 0 to 1.</param>
/// <param name="Done">Whether it is on the page, or cannot be.</param>
internal readonly record struct RowPlan(RowKind Kind, int Subject, float Affinity, float Likeness, bool Done);
