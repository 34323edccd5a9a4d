using System.Text.Json;
using Recommender.Cli.Inspect;
using Recommender.Cli.Page;
using Recommender.V1;

namespace Recommender.Cli.Tests.Page;

public sealed class PageViewTests
{
    private static readonly Dictionary<string, Title> Titles = new()
    {
        ["t1"] = new() { TitleId = "t1", Name = "[Heat]", Year = 1995, Artworks = { new Artwork { ArtworkId = "a1", Depicts = { new Tag { Group = "genre", Name = "Crime" }, new Tag { Group = "place", Name = "Los Angeles" } } } } },
        ["t2"] = new() { TitleId = "t2" },
        ["t3"] = new() { TitleId = "t3", Name = "Ronin", Year = 1998 },
    };

    private static readonly RecommendResponse Page = new()
    {
        DecisionId = "d1",
        Versions = new() { Generation = 3, Model = 2, Catalog = 17, Recipe = "standard/1" },
        Curtailment = Curtailment.NotEnoughTitles,
        Rows =
        {
            new Row
            {
                RowId = "because-you-watched:t3", Name = "Because you watched Ronin", Kind = RowKind.BecauseYouWatched, AnchorTitleId = "t3", Affinity = 0.75f,
                Titles =
                {
                    new RecommendedTitle
                    {
                        TitleId = "t1", Score = 0.9f, ResumeSeconds = 3_725,
                        Artwork = new() { ArtworkId = "a1", Uri = "https://images.example/a1", Propensity = 0.5f },
                        Trailer = new() { ArtworkId = "trailer", Propensity = 1 },
                        Reasons = { new Reason { Kind = "watched", Subject = "t3", Weight = 0.6f }, new Reason { Kind = "popular", Weight = 0.1f } },
                    },
                    new RecommendedTitle { TitleId = "t2", Score = 0.5f },
                },
            },
        },
    };

    [Fact]
    public void Shows_rows_titles_artworks_and_reasons_in_words()
    {
        var drawn = Draw(Page);

        Assert.Contains("Because you watched Ronin — BecauseYouWatched, affinity 0.75", drawn, StringComparison.Ordinal);
        Assert.Contains("[Heat] (1995), from 1:02:05", drawn, StringComparison.Ordinal);
        Assert.Contains("a1: Crime, Los Angeles", drawn, StringComparison.Ordinal);
        Assert.Contains("watched Ronin 0.60; popular 0.10", drawn, StringComparison.Ordinal);
        Assert.Contains("│ t2 ", drawn, StringComparison.Ordinal);   // a title without a name goes by its id
        Assert.Contains("smaller than asked for: NotEnoughTitles", drawn, StringComparison.Ordinal);
        Assert.Contains("decision d1", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_plain_text_where_nobody_looks() => Assert.DoesNotContain('\e', Draw(Page));

    [Fact]
    public void Shows_no_column_that_would_be_empty()
    {
        var bare = Page.Clone();
        foreach (var title in bare.Rows[0].Titles)
        {
            title.Trailer = null;
            title.Reasons.Clear();
        }

        Assert.DoesNotContain("trailer", Draw(bare), StringComparison.Ordinal);
        Assert.DoesNotContain("because", Draw(bare), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_a_page_as_one_line_of_JSON()
    {
        var line = PageJson.Of(PageReports.Of("m", Page, Titles));
        var title = JsonDocument.Parse(line).RootElement.GetProperty("rows")[0].GetProperty("titles")[0];

        Assert.DoesNotContain('\n', line);
        Assert.Equal("[Heat]", title.GetProperty("name").GetString());
        Assert.Equal("Crime", title.GetProperty("artwork").GetProperty("depicts")[0].GetString());
    }

    private static string Draw(RecommendResponse page)
    {
        using var output = new StringWriter();
        PageView.Show(Tables.Console(output), PageReports.Of("m", page, Titles));
        return output.ToString();
    }
}
