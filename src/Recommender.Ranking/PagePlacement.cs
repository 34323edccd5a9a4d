using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;

namespace Recommender.Ranking;

/// <summary>Puts titles on a page: with what they are shown, and why.</summary>
internal static class PagePlacement
{
    /// <summary>Adds a title to the row that the page ends with.</summary>
    public static void Add(in PageRequest request, in RowPlan plan, int row, int resume, RankingScratch scratch, Page page)
    {
        var artworks = scratch.Artworks.Choose(row, RowTheme.Tags(request.Generation, plan), RowTheme.Seed(request.Generation, plan));
        var (firstReason, reasons) = (page.Reasons.Count, 0);
        if (request.Query.Explain) reasons = scratch.ReasonFinder.Add(request, row, page.Reasons);
        page.Titles.Add(new PlacedTitle(
            row, scratch.Scores.Of(row), artworks.Image, artworks.ImagePropensity, artworks.Trailer, artworks.TrailerPropensity, resume, firstReason, reasons));
    }
}
