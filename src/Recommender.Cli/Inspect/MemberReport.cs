namespace Recommender.Cli.Inspect;

/// <summary>A member's portrait as it is shown.</summary>
internal sealed record MemberReport(
    string Id, int Titles, IReadOnlyList<TitleLine> Latest, IReadOnlyList<RowLine> Communities, IReadOnlyList<RowLine> Personas, IReadOnlyList<TagLine> Tags, IReadOnlyList<RowLine> MicroGenres);
