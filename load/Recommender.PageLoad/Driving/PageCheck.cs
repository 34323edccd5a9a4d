using Recommender.V1;

namespace Recommender.PageLoad.Driving;

/// <summary>Whether an answer is the page that was asked for. What is wrong is never a figure.</summary>
internal static class PageCheck
{
    /// <summary>What is wrong with an answer's bytes, in words; null where nothing is.</summary>
    /// <param name="framed">The gRPC message with its prefix.</param>
    /// <param name="shape">What was asked for.</param>
    /// <param name="titles">Receives how many titles the page has.</param>
    public static string? Fault(byte[] framed, PageShape shape, out int titles)
    {
        titles = 0;
        RecommendResponse page;
        try
        {
            page = MessageBytes.Read(RecommendResponse.Parser, framed);
        }
        catch (LoadException failure)
        {
            return failure.Message;
        }

        titles = page.Rows.Sum(static row => row.Titles.Count);
        return Fault(page, shape);
    }

    private static string? Fault(RecommendResponse page, PageShape shape)
    {
        if (page.Rows.Count != shape.Rows) return $"a page has {page.Rows.Count} rows, not {shape.Rows} ({page.Curtailment})";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in page.Rows)
        {
            var least = row.Kind is RowKind.ContinueWatching ? 1 : shape.LeastTitles;   // there is what the member has begun, and no more
            if (row.Titles.Count < least || row.Titles.Count > shape.TitlesPerRow) return $"row '{row.Name}' has {row.Titles.Count} titles, not {least}..{shape.TitlesPerRow}";
            foreach (var title in row.Titles)
            {
                if (title.TitleId.Length == 0) return $"row '{row.Name}' has a title without an id";
                if (!seen.Add(title.TitleId)) return $"title '{title.TitleId}' is twice on a page";
                if ((Fault(title.Artwork) ?? Fault(title.Trailer)) is { } fault) return $"title '{title.TitleId}' {fault}";
            }
        }

        return null;
    }

    private static string? Fault(ChosenArtwork? artwork) =>
        artwork is null || artwork.Propensity is > 0 and <= 1 ? null : $"has artwork '{artwork.ArtworkId}' with propensity {artwork.Propensity}; it is above 0 and up to 1";
}
