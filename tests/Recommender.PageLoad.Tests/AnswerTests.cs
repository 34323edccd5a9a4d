using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class AnswerTests
{
    private static readonly Members Some = new(["a"], seed: 1);
    private static readonly LoadPlan Plan = new() { Shape = DelayingServer.Shape, Seconds = 0.5, Connections = 1 };

    private static readonly Dictionary<string, Action<RecommendResponse>> Spoils = new()
    {
        ["has 1 rows, not 2"] = static page => page.Rows.RemoveAt(1),
        ["has 2 titles, not 3..3"] = static page => page.Rows[1].Titles.RemoveAt(2),
        ["is twice on a page"] = static page => page.Rows[1].Titles[0] = page.Rows[0].Titles[0],
        ["without an id"] = static page => page.Rows[0].Titles[1].TitleId = "",
        ["propensity 0;"] = static page => page.Rows[0].Titles[1].Artwork.Propensity = 0,
        ["propensity 1.5;"] = static page => page.Rows[1].Titles[2].Trailer.Propensity = 1.5f,
        ["propensity NaN;"] = static page => page.Rows[1].Titles[2].Artwork.Propensity = float.NaN,
    };

    public static TheoryData<string> Faults => [.. Spoils.Keys];

    [Theory, MemberData(nameof(Faults))]
    public async Task Refuses_to_measure_a_page_that_is_wrong(string fault)
    {
        await using var server = await DelayingServer.StartAsync(page: Spoils[fault]);

        Assert.Contains(fault, (await Assert.ThrowsAsync<LoadException>(() => PageLoader.OpenAsync(server.Target, Some, Plan, TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public async Task Takes_as_few_titles_to_go_on_watching_as_a_member_has_begun()
    {
        await using var server = await DelayingServer.StartAsync(page: static page =>
        {
            page.Rows[0].Kind = RowKind.ContinueWatching;
            while (page.Rows[0].Titles.Count > 1) page.Rows[0].Titles.RemoveAt(0);
        });

        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Takes_a_title_without_artwork()
    {
        await using var server = await DelayingServer.StartAsync(page: static page => page.Rows[0].Titles[0].Artwork = null);

        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Takes_a_shorter_row_where_it_was_told_to_and_says_how_many_titles_there_were()
    {
        await using var server = await DelayingServer.StartAsync(page: static page => page.Rows[1].Titles.RemoveAt(2));
        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan with { Shape = new PageShape(2, 3, 2) }, TestContext.Current.CancellationToken);

        var failures = new List<string>();
        var round = await Task.Run(() => loader.Run(rate: 20, failures, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Empty(failures);
        Assert.Equal(5, round.Titles);
    }

    [Fact]
    public async Task Names_a_status_that_is_not_OK()
    {
        await using var server = await DelayingServer.StartAsync(status: "14");

        var failure = await Assert.ThrowsAsync<LoadException>(() => PageLoader.OpenAsync(server.Target, Some, Plan, TestContext.Current.CancellationToken));

        Assert.Contains("grpc-status 14: as the test wants it", failure.Message);
    }

    [Fact]
    public async Task Names_a_place_where_nobody_listens()
    {
        var failure = await Assert.ThrowsAsync<LoadException>(() => PageLoader.OpenAsync(new Target("nobody", new Uri("http://127.0.0.1:9"), null), Some, Plan, TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1:9", failure.Message);
    }

    [Fact]
    public async Task Counts_calls_that_fail_while_others_succeed()
    {
        await using var server = await DelayingServer.StartAsync(static call => call > 0 && call % 4 == 0 ? Task.FromException(new IOException("every fourth")) : Task.CompletedTask);
        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan, TestContext.Current.CancellationToken);

        var failures = new List<string>();
        var round = await Task.Run(() => loader.Run(rate: 200, failures, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(100, round.Calls);
        Assert.InRange(round.Failures, 24, 26);
        Assert.NotEmpty(failures);
    }
}
