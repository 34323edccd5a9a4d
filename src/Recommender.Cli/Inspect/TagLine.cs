namespace Recommender.Cli.Inspect;

/// <summary>A tag in a report.</summary>
internal sealed record TagLine(string Group, string Name, float Lift);
