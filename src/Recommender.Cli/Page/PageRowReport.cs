namespace Recommender.Cli.Page;

/// <summary>A row as it is shown; the anchor is the title that it is like, null where there is none.</summary>
internal sealed record PageRowReport(string Id, string Name, string Kind, string? Anchor, float Affinity, IReadOnlyList<PageTitleReport> Titles);
