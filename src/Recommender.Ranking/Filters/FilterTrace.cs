using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Filters;

/// <summary>Names the filter that keeps a title away.</summary>
internal static class FilterTrace
{
    /// <summary>Such as <c>filter:maturity</c>; null where no filter does.</summary>
    /// <remarks>In the order of what can least be helped: gone, what the viewer may not see, hidden, excluded, watched.</remarks>
    public static string? Of(in PageRequest request, int row)
    {
        var catalog = request.Generation.Catalog;
        if (row < catalog.Settled.Count && (catalog.Gone[row >> 6] >> (row & 63) & 1) != 0) return "filter:gone";
        var part = catalog.PartOf(row, out var local);
        if (part.Access.Obstacle(local, request.Query.Viewer) is { } obstacle) return $"filter:{obstacle}";
        if (request.Member.Hidden.Span.Contains(row)) return "filter:hidden";
        if (request.Query.Excluded.Span.Contains(row)) return "filter:excluded";
        foreach (ref readonly var title in request.Member.History.Span)
        {
            if (title.Row == row && EligibleTitles.IsWatched(title, request.Member)) return "filter:watched";
        }

        return null;
    }
}
