namespace Recommender.Cli.Inspect;

/// <summary>A micro-genre as it is shown.</summary>
internal sealed record MicroGenreReport(int MicroGenre, string Name, float Support, float Lift, int Titles, IReadOnlyList<string> Tags, IReadOnlyList<TitleLine> Examples);
