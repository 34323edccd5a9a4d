using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Pages;

/// <summary>
/// If the deadline nears, the page gets smaller before it gets late, and says so. The server's clock is put ahead so far that little is
/// left of the minute that the client gives: no call is late, and none waits.
/// </summary>
public sealed class NearDeadlineTests : IAsyncLifetime
{
    private const int MostAttempts = 2_000;

    private static readonly TimeSpan Given = TimeSpan.FromMinutes(1);

    private readonly EarlyClock _clock = new();
    private LocalServer _server = null!;
    private RecommendationService.RecommendationServiceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync(time: _clock);
        _client = new RecommendationService.RecommendationServiceClient(_server.Channel);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task With_time_enough_the_page_is_whole()
    {
        var page = await PageAsync(left: Given);

        Assert.NotEqual(Curtailment.FewerRows, page.Curtailment);
        Assert.True(page.Rows.Count > 10, $"{page.Rows.Count} rows");
    }

    [Fact]
    public async Task With_no_time_left_no_row_is_begun_and_the_page_says_so()
    {
        var page = await PageAsync(left: TimeSpan.Zero);

        Assert.Equal((0, Curtailment.FewerRows), (page.Rows.Count, page.Curtailment));
        Assert.NotEqual("", page.DecisionId);
    }

    [Fact]
    public async Task With_little_time_left_the_page_is_the_first_rows_of_the_whole_one_and_says_so()
    {
        var whole = await PageAsync(left: Given);
        var began = Stopwatch.GetTimestamp();
        await PageAsync(left: Given);
        var enough = 20 * Stopwatch.GetElapsedTime(began);

        var (random, partly) = (new Random(1), 0);
        for (var attempt = 0; attempt < MostAttempts && partly < 5; attempt++)
        {
            var page = await PageAsync(left: random.NextDouble() * enough);

            Assert.Equal(whole.Rows.Take(page.Rows.Count), page.Rows);
            Assert.Equal(page.Rows.Count < whole.Rows.Count ? Curtailment.FewerRows : page.Curtailment, page.Curtailment);
            partly += page.Rows.Count > 0 && page.Rows.Count < whole.Rows.Count ? 1 : 0;
            if (page.Rows.Count == whole.Rows.Count) enough *= 0.8;   // towards where pages are cut
        }

        Assert.Equal(5, partly);
    }

    // A page of all rows that there are, of which the client will wait for a minute.
    private async Task<RecommendResponse> PageAsync(TimeSpan left)
    {
        _clock.Ahead = Given - left;
        return await _client.RecommendAsync(
            new RecommendRequest { MemberId = "m0000007", MaxRows = 100, TitlesPerRow = 10, Seed = 1, Context = new PageContext { Time = new Timestamp { Seconds = 1_767_225_600 } } },
            deadline: DateTime.UtcNow + Given);
    }

    private sealed class EarlyClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
