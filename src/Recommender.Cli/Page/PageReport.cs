namespace Recommender.Cli.Page;

/// <summary>A member's page as it is shown.</summary>
internal sealed record PageReport(string Member, string DecisionId, VersionsReport Versions, string Curtailment, IReadOnlyList<PageRowReport> Rows);
