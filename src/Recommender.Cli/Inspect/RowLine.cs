namespace Recommender.Cli.Inspect;

/// <summary>Something with a name and a weight in a report: a community, a micro-genre, a persona.</summary>
internal sealed record RowLine(int Row, string Name, float Weight);
