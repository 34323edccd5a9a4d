namespace Recommender.Peers.Reporting;

/// <summary>What one part of the run found: lines of the table, and what one must know to read them.</summary>
/// <param name="Results">Lines.</param>
/// <param name="Notes">Sentences.</param>
/// <param name="Appendix">A table of its own, in Markdown; empty if there is none.</param>
internal sealed record Chapter(IReadOnlyList<RowResult> Results, IReadOnlyList<string> Notes, string Appendix = "");
