using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

/// <summary>
/// What makes pages sooner makes the same pages. A change that is meant to make others brings its own number here, and says why.
/// </summary>
public sealed class SamePagesTests
{
    private const int Worlds = 300;
    private const string Known = "778717B5A14785CD";

    [Fact]
    public void Rows_titles_and_their_order_are_those_they_have_been()
    {
        var scratch = new RankingScratch();
        var page = new Page();
        var pages = new StringBuilder();
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new RandomWorld(seed);
            PageRanker.Rank(world.Generation, world.Query, world.Member, scratch, page);
            Write(page, pages);
        }

        Assert.Equal(Known, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pages.ToString())))[..16]);
    }

    // Scores are left out: their last bits are the machine's.
    private static void Write(Page page, StringBuilder to)
    {
        foreach (var row in page.Rows.Span)
        {
            to.Append(CultureInfo.InvariantCulture, $"{row.Kind} {row.Subject}:");
            foreach (var title in page.Titles.Span.Slice(row.First, row.Count)) to.Append(CultureInfo.InvariantCulture, $" {title.Row}");
            to.Append('\n');
        }

        to.Append(page.Curtailment).Append('\n');
    }
}
