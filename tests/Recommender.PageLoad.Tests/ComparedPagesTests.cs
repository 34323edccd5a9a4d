using Recommender.PageLoad.Comparing;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

public sealed class ComparedPagesTests
{
    private static readonly RecommendResponse Wanted = Page(["a", "b", "c"], ["d", "e"]);

    [Fact]
    public void The_same_page_is_whole_and_in_place()
    {
        var pages = Compared(Page(["a", "b", "c"], ["d", "e"]));

        Assert.Equal([1.0], pages.Shares);
        Assert.Equal((1, 1.0), (pages.Whole, pages.InPlace));
    }

    [Fact]
    public void A_title_counts_wherever_it_stands_and_is_in_place_only_there()
    {
        var pages = Compared(Page(["a", "c", "b"], ["e", "x"]));

        Assert.Equal([0.8], pages.Shares);
        Assert.Equal((0, 0.2), (pages.Whole, pages.InPlace));
    }

    [Fact]
    public void A_row_that_is_another_has_nothing_in_place()
    {
        var other = Page(["a", "b", "c"], ["d", "e"]);
        other.Rows[0].RowId = "another";

        Assert.Equal(0.4, Compared(other).InPlace);
    }

    [Fact]
    public void What_is_missing_counts_against_its_own_page_alone()
    {
        var pages = Compared(Page(["a"]), Wanted);

        Assert.Equal([0.2, 1.0], pages.Shares);
        Assert.Equal((1, 10L), (pages.Whole, pages.Titles));
    }

    [Fact]
    public void Titles_that_nobody_wanted_make_up_for_nothing() => Assert.Equal([0.2], Compared(Page(["a", "v", "w", "x", "y", "z"])).Shares);

    [Fact]
    public void A_page_without_titles_is_nothing_to_compare_with() => Assert.Throws<LoadException>(() => new ComparedPages().Add(new RecommendResponse(), Wanted));

    private static ComparedPages Compared(params RecommendResponse[] judged)
    {
        var pages = new ComparedPages();
        foreach (var page in judged) pages.Add(Wanted, page);
        return pages;
    }

    private static RecommendResponse Page(params string[][] rows)
    {
        var page = new RecommendResponse();
        for (var number = 0; number < rows.Length; number++)
        {
            var row = new Row { RowId = $"row-{number}" };
            row.Titles.AddRange(rows[number].Select(static id => new RecommendedTitle { TitleId = id }));
            page.Rows.Add(row);
        }

        return page;
    }
}
