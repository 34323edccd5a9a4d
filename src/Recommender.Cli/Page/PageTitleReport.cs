namespace Recommender.Cli.Page;

/// <summary>A title of a row as it is shown.</summary>
internal sealed record PageTitleReport(
    string Id, string Name, int? Year, float Score, ArtworkReport? Artwork, ArtworkReport? Trailer, int ResumeSeconds, IReadOnlyList<ReasonReport> Reasons)
{
    /// <summary>Name and year, and where to go on watching.</summary>
    public override string ToString()
    {
        var name = Year is { } year ? $"{Name} ({year})" : Name;
        return ResumeSeconds > 0 ? $"{name}, from {TimeSpan.FromSeconds(ResumeSeconds):g}" : name;
    }
}
