namespace Recommender.Cli.Page;

/// <summary>What a page was made from.</summary>
internal sealed record VersionsReport(long Generation, long Model, long Catalog, string Recipe);
