namespace Recommender.Cli.Inspect;

/// <summary>A title as it is shown.</summary>
internal sealed record TitleReport(
    string Id, string Name, int? Year, int Members, IReadOnlyList<TagLine> Tags, IReadOnlyList<RowLine> MicroGenres, IReadOnlyList<TitleLine> ByEmbedding, IReadOnlyList<TitleLine> ByTags);
