using Recommender.Ranking.Artworks;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking;

/// <summary>Puts titles on a page: with what they are shown, and why.</summary>
internal static class PagePlacement
{
    /// <summary>Adds a row without titles yet.</summary>
    public static void AddRow(in PageRequest request, in RowPlan plan, int count, RankingScratch scratch, Page page)
    {
        page.Rows.Add(new PageRow(plan.Kind, plan.Subject, plan.Affinity, page.Titles.Count, count));
        scratch.Artworks.BeginRow(RowTheme.Tags(request.Generation, plan), RowTheme.Seed(request.Generation, plan));
    }

    /// <summary>Asks for what the titles of a row are chosen artworks by, all at once, for it lies anywhere.</summary>
    public static void Expect(in PageRequest request, RankedPool pool, ReadOnlySpan<int> places, ArtworkChooser artworks)
    {
        var catalog = request.Generation.Catalog;
        foreach (var place in places)
        {
            var part = catalog.PartOf(pool.Row(place), out var title);
            part.Artworks.ExpectOffsets(title);
            artworks.ExpectSlot(part.Ids.HashOf(title));
        }

        foreach (var place in places)
        {
            var part = catalog.PartOf(pool.Row(place), out var title);
            part.Artworks.Expect(title);
            artworks.Expect(part.Ids.HashOf(title));
        }
    }

    /// <summary>Adds the next title of that row.</summary>
    public static void Add(in PageRequest request, int row, int resume, RankingScratch scratch, Page page)
    {
        var artworks = scratch.Artworks.Choose(row, page.Chances);
        var (firstReason, reasons) = (page.Reasons.Count, 0);
        if (request.Query.Explain) reasons = scratch.ReasonFinder.Add(request, row, page.Reasons);
        page.Titles.Add(new PlacedTitle(
            row, scratch.Scores.Of(row), artworks.Image, artworks.ImagePropensity, artworks.Trailer, artworks.TrailerPropensity, resume, firstReason, reasons));
    }
}
