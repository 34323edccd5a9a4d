namespace Recommender.StoreFigures.Reporting;

/// <summary>What a part found.</summary>
/// <param name="Figures">Lines of the table.</param>
/// <param name="Notes">What one must know to read them: sentences.</param>
internal sealed record Findings(IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes);
