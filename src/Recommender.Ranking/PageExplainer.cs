using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tracing;

namespace Recommender.Ranking;

/// <summary>Tells why a title is on a page, or what kept it away. Safe from many threads, each with a scratch of its own.</summary>
public static class PageExplainer
{
    /// <summary>Makes a page once more and watches one title.</summary>
    /// <param name="generation">From what.</param>
    /// <param name="query">The page's, with its seed.</param>
    /// <param name="member">Whose.</param>
    /// <param name="titleRow">The title, a row of the generation.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="page">Receives the page; then its reasons are the title's alone, strongest first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <remarks>For people who ask: it may score every title of the catalogue, and sorts each row's candidates anew.</remarks>
    public static TitleTrace Explain(
        Generation generation, PageQuery query, MemberProfile member, int titleRow, RankingScratch scratch, Page page)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(scratch);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentOutOfRangeException.ThrowIfNegative(titleRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(titleRow, generation.Catalog.Rows);
        scratch.Trace.Begin(titleRow);
        try
        {
            PageRanker.Rank(generation, query, member, scratch, page);
        }
        finally
        {
            scratch.Trace.End();
        }

        var request = new PageRequest(generation, query, member);
        page.Reasons.Clear();
        scratch.ReasonFinder.Add(request, titleRow, page.Reasons);
        return Placed(page, titleRow) ?? Removed(request, titleRow, scratch, page);
    }

    private static TitleTrace? Placed(Page page, int titleRow)
    {
        for (var row = 0; row < page.Rows.Count; row++)
        {
            for (var i = 0; i < page.Rows[row].Count; i++)
            {
                if (page.Titles[page.Rows[row].First + i].Row == titleRow) return new TitleTrace(row, i, null, -1);
            }
        }

        return null;
    }

    private static TitleTrace Removed(in PageRequest request, int titleRow, RankingScratch scratch, Page page)
    {
        if (FilterTrace.Of(request, titleRow) is { } filter) return new TitleTrace(-1, -1, filter, -1);
        if (scratch.Trace.WasInReach)
        {
            var stage = IsCapped(request, titleRow, page) ? "rule:franchise" : "row:diversity";
            return new TitleTrace(-1, -1, stage, scratch.Trace.BestRank);
        }

        if (scratch.Trace.BestRank >= 0) return new TitleTrace(-1, -1, "row:rank", scratch.Trace.BestRank);
        var rank = RankAmongAll(request, titleRow, scratch, page);
        if (scratch.Scores.Of(titleRow) < 0) return new TitleTrace(-1, -1, "score:unlikely", rank);
        return new TitleTrace(-1, -1, scratch.Candidates.Rows.Contains(titleRow) ? "rows:others" : "source:none", rank);
    }

    private static bool IsCapped(in PageRequest request, int titleRow, Page page)
    {
        var catalog = request.Generation.Catalog;
        foreach (var key in KeysOf(catalog, titleRow))
        {
            var count = 0;
            foreach (ref readonly var title in page.Titles.Span) count += KeysOf(catalog, title.Row).Contains(key) ? 1 : 0;
            if (count >= request.Query.MaxPerFranchise) return true;
        }

        return false;
    }

    // Titles of the page are no longer eligible, but were better or worse as well.
    private static int RankAmongAll(in PageRequest request, int titleRow, RankingScratch scratch, Page page)
    {
        var (rank, score) = (0, scratch.Scores.Of(titleRow));
        for (var row = 0; row < request.Generation.Catalog.Rows; row++)
        {
            if (row != titleRow && scratch.Eligible[row] && IsBefore(scratch.Scores.Of(row), row)) rank++;
        }

        foreach (ref readonly var title in page.Titles.Span)
        {
            if (IsBefore(title.Score, title.Row)) rank++;
        }

        return rank;

        bool IsBefore(float other, int row) => other > score || (other == score && row < titleRow);
    }

    private static ReadOnlySpan<int> KeysOf(Catalog catalog, int row)
    {
        var part = catalog.PartOf(row, out var local);
        return part.CapKeys[local];
    }
}
