using Recommender.V1;

namespace Recommender.EndToEnd.Pages;

/// <summary>What is true of every page, whoever asks.</summary>
internal static class PageClaims
{
    private const int FewestTitles = 3;   // a row of fewer does not appear

    public static void Assert(RealServer server, RecommendRequest request, RecommendResponse page)
    {
        var watched = server.Watched(request.MemberId);
        var titles = page.Rows.SelectMany(row => row.Titles).ToArray();

        Xunit.Assert.InRange(page.Rows.Count, 1, request.MaxRows == 0 ? 10 : request.MaxRows);
        Xunit.Assert.All(page.Rows, row => Xunit.Assert.InRange(row.Titles.Count, FewestTitles, request.TitlesPerRow == 0 ? 20 : request.TitlesPerRow));
        Xunit.Assert.All(page.Rows, row => Xunit.Assert.True(row is { Name.Length: > 0, RowId.Length: > 0, Affinity: >= 0 and <= 1 } && row.Kind != RowKind.Unspecified, $"{row}"));
        Xunit.Assert.Equal(page.Rows.Count, page.Rows.Select(row => row.RowId).Distinct().Count());
        Xunit.Assert.Equal(titles.Length, titles.Select(title => title.TitleId).Distinct().Count());
        Xunit.Assert.All(titles, title => Xunit.Assert.True(server.Dataset.TitleIds.TryFind(title.TitleId, out _), $"'{title.TitleId}' is no title"));
        Xunit.Assert.All(titles, title => Xunit.Assert.True(float.IsFinite(title.Score), $"{title}"));
        Xunit.Assert.Empty(titles.Select(title => title.TitleId).Intersect(watched));
        Xunit.Assert.Empty(titles.Select(title => title.TitleId).Intersect(request.ExcludedTitleIds));
        Xunit.Assert.Equal(Curtailment.None, page.Curtailment);
        Xunit.Assert.True(page.Versions is { Generation: > 0, Model: 1, Recipe.Length: > 0 }, $"{page.Versions}");
        Xunit.Assert.NotEmpty(page.DecisionId);
    }
}
