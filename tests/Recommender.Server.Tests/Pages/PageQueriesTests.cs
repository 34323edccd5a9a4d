using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Tests.Worlds;
using Recommender.Server.Generations;
using Recommender.Server.Pages;
using Recommender.V1;
using RowKind = Recommender.V1.RowKind;

namespace Recommender.Server.Tests.Pages;

public sealed class PageQueriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 20, 59, 59, TimeSpan.Zero);
    private static readonly ServedGeneration Served = SampleServed.Of(new World { Settled = { new MadeTitle() }, Recipe = new Recipe { Relevance = 0.6f, Window = 7 } }.Build());

    [Fact]
    public void Take_from_the_recipe_what_a_request_does_not_say()
    {
        var query = Fill(new RecommendRequest { MemberId = "m" });

        Assert.Equal((10, 20, 0.6f, 7, uint.MaxValue), (query.MaxRows, query.TitlesPerRow, query.Relevance, query.Window, query.Kinds));
        Assert.Equal((0, Now.ToUnixTimeSeconds(), byte.MaxValue, 0u), (query.Viewer.Country, query.Viewer.Time, query.Viewer.MaturityCeiling, query.Viewer.Language));
        Assert.Equal((20, ViewingDevice.Unknown), (query.Hour, query.Device));
    }

    [Fact]
    public void Take_from_a_request_what_it_says()
    {
        var request = new RecommendRequest { MaxRows = 3, TitlesPerRow = 4, Seed = 5, Explain = true, Diversity = new() { Relevance = 0, MaxPerTag = 2 } };
        request.Context = new PageContext { Country = "DE", Language = "pt-BR", MaturityCeiling = 12, Time = Timestamp.FromDateTimeOffset(Now.AddDays(1)), UtcOffsetMinutes = 210 };
        request.RowKinds.Add([RowKind.New, RowKind.TopPicks]);
        var query = Fill(request);

        Assert.Equal((3, 4, 5ul, true, 0f, 2, 7), (query.MaxRows, query.TitlesPerRow, query.Seed, query.Explain, query.Relevance, query.MaxPerTag, query.Window));
        Assert.Equal(('D' << 8) + 'E', query.Viewer.Country);
        Assert.Equal(12, query.Viewer.MaturityCeiling);
        Assert.Equal((1u << (int)RowKind.New) | (1u << (int)RowKind.TopPicks), query.Kinds);
        Assert.Equal(0, query.Hour);   // half past midnight where the member is
    }

    [Theory]
    [InlineData(DeviceKind.Unspecified, ViewingDevice.Unknown)]
    [InlineData(DeviceKind.Tv, ViewingDevice.Television)]
    [InlineData(DeviceKind.Phone, ViewingDevice.Handheld)]
    [InlineData(DeviceKind.Tablet, ViewingDevice.Handheld)]
    [InlineData(DeviceKind.Web, ViewingDevice.Web)]
    public void Take_phones_and_tablets_for_the_same(DeviceKind said, ViewingDevice device) =>
        Assert.Equal(device, Fill(new RecommendRequest { Context = new() { Device = said } }).Device);

    [Theory]
    [InlineData(-1, 23)]
    [InlineData(-3_600, 23)]
    [InlineData(-3_601, 22)]
    [InlineData(-86_400, 0)]
    [InlineData(0, 0)]
    [InlineData(86_399, 23)]
    public void Tell_the_hour_before_and_after_1970(long seconds, int hour) =>
        Assert.Equal(hour, Fill(new RecommendRequest { Context = new() { Time = new Timestamp { Seconds = seconds } } }).Hour);

    [Fact]
    public void Draw_another_seed_for_every_request_without_one() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(static _ => Fill(new RecommendRequest()).Seed).Distinct().Count());

    [Fact]
    public void Keep_time_for_the_answer_within_a_calls_deadline()
    {
        Assert.Equal(long.MaxValue, PageQueries.DeadlineOf(DateTime.MaxValue, Now));
        Assert.InRange(MillisecondsLeft(100), 90, 97);
        Assert.InRange(MillisecondsLeft(2), 0, 1);
        Assert.InRange(MillisecondsLeft(-10), -10, 0);
    }

    private static double MillisecondsLeft(double deadline) =>
        1_000.0 * (PageQueries.DeadlineOf(Now.UtcDateTime.AddMilliseconds(deadline), Now) - Stopwatch.GetTimestamp()) / Stopwatch.Frequency;

    private static PageQuery Fill(RecommendRequest request)
    {
        var query = new PageQuery();
        PageQueries.Fill(query, request, Served, Now);
        return query;
    }
}
