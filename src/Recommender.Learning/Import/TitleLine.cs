namespace Recommender.Learning.Import;

/// <summary>A line of a file of titles.</summary>
internal sealed record TitleLine
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public int? Year { get; init; }

    public TagLine[]? Tags { get; init; }

    public ArtworkLine[]? Artworks { get; init; }

    internal sealed record TagLine(string? Group, string? Name, float? Weight);

    internal sealed record ArtworkLine(string? Id, string? Kind, string? Uri, TagLine[]? Depicts);
}
