using Recommender.V1;

namespace Recommender.Cli.Page;

/// <summary>From what the server says to what people read.</summary>
internal static class PageReports
{
    private const string WatchedReason = "watched";

    /// <summary>A page with the names of its titles.</summary>
    /// <param name="member">Whose page it is.</param>
    /// <param name="page">What the server answered.</param>
    /// <param name="titles">What is known of titles, by id; of one that is missing the id stands for the name.</param>
    public static PageReport Of(string member, RecommendResponse page, IReadOnlyDictionary<string, Title> titles) => new(
        member, page.DecisionId,
        new VersionsReport(page.Versions.Generation, page.Versions.Model, page.Versions.Catalog, page.Versions.Recipe),
        page.Curtailment.ToString(),
        [.. page.Rows.Select(row => Of(row, titles))]);

    private static PageRowReport Of(Row row, IReadOnlyDictionary<string, Title> titles) => new(
        row.RowId, row.Name, row.Kind.ToString(), row.AnchorTitleId.Length == 0 ? null : row.AnchorTitleId, row.Affinity,
        [.. row.Titles.Select(title => Of(title, titles))]);

    private static PageTitleReport Of(RecommendedTitle title, IReadOnlyDictionary<string, Title> titles)
    {
        var known = titles.GetValueOrDefault(title.TitleId);
        return new PageTitleReport(
            title.TitleId, NameOf(title.TitleId, titles), known is { Year: > 0 } ? known.Year : null, title.Score,
            Of(title.Artwork, known), Of(title.Trailer, known), title.ResumeSeconds,
            [.. title.Reasons.Select(reason => new ReasonReport(reason.Kind, reason.Kind == WatchedReason ? NameOf(reason.Subject, titles) : reason.Subject, reason.Weight))]);
    }

    private static ArtworkReport? Of(ChosenArtwork? chosen, Title? title)
    {
        if (chosen is null) return null;
        var known = title?.Artworks.FirstOrDefault(artwork => artwork.ArtworkId == chosen.ArtworkId);
        return new ArtworkReport(chosen.ArtworkId, chosen.Uri, chosen.Propensity, [.. known?.Depicts.Select(static tag => tag.Name) ?? []]);
    }

    private static string NameOf(string id, IReadOnlyDictionary<string, Title> titles) => titles.GetValueOrDefault(id) is { Name.Length: > 0 } title ? title.Name : id;
}
