using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;

namespace Recommender.Benchmarks.Pages;

/// <summary>What every page must keep to be worth timing.</summary>
internal static class PagePromises
{
    /// <summary>Refuses a page that breaks one.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    public static void Check(Generation generation, PageQuery query, MemberProfile member, Page page)
    {
        var titles = page.Titles.Span.ToArray().Select(static title => title.Row).ToArray();
        Require(page.Curtailment == Curtailment.None && page.Rows.Count == query.MaxRows, $"it has {page.Rows.Count} rows, {page.Curtailment}");
        Require(titles.Length == titles.Distinct().Count(), "a title stands on it twice");
        Require(titles.Length >= 0.75 * query.MaxRows * query.TitlesPerRow, $"it has {titles.Length} titles only");
        var watched = member.History.Span.ToArray().Select(static title => title.Row).ToHashSet();
        foreach (var row in page.Rows.Span)
        {
            var own = titles[row.First..(row.First + row.Count)];
            if (row.Kind == RowKind.ContinueWatching) continue;
            Require(!own.Any(watched.Contains), $"row {row} has a title that was watched");
            Require(own.All(title => generation.Catalog.Settled.Access.Obstacle(title, query.Viewer) is null), $"row {row} has a title that may not be seen");
            if (row.Kind == RowKind.MicroGenre) Require(own.All(title => generation.Catalog.Settled.MicroGenres[title].Contains(row.Subject)), $"row {row} has a title that is not of it");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException($"the page is wrong: {otherwise}");
    }
}
