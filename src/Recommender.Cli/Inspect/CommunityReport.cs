namespace Recommender.Cli.Inspect;

/// <summary>A community as it is shown.</summary>
internal sealed record CommunityReport(
    int Community, float Size, string Description, IReadOnlyList<TagLine> Tags, IReadOnlyList<TitleLine> Favourites, IReadOnlyList<RowLine> MicroGenres);
