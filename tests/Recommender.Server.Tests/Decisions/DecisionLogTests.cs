using System.Globalization;
using Microsoft.Extensions.Logging;
using Recommender.Server.Decisions;
using Recommender.Server.Members.Events;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;
using Recommender.TestKit.Hosting;
using Recommender.V1;

namespace Recommender.Server.Tests.Decisions;

public sealed class DecisionLogTests
{
    [Fact]
    public async Task Every_page_is_in_the_log_as_it_was_answered_with_chances_that_add_up_to_one()
    {
        await using var server = await LocalServer.StartAsync();
        var client = new RecommendationService.RecommendationServiceClient(server.Channel);
        var pages = new Dictionary<UInt128, (string Member, RecommendResponse Page)>();
        for (var i = 0; i < 60; i++)
        {
            var member = $"m{i:D7}";
            var page = await client.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = (i % 20) + 1, TitlesPerRow = (i % 40) + 1, Context = new PageContext { Surface = "home" } });
            Assert.True(DecisionIds.TryParse(page.DecisionId, out var id));
            pages.Add(id, (member, page));
        }

        await server.Service<DecisionRecorder>().SettleAsync();
        var log = ReadLog.Of(server.DecisionFolder);

        Assert.Equal(pages.Keys.Order(), log.Pages.Keys.Order());
        var choices = 0;
        foreach (var (id, (member, page)) in pages)
        {
            var logged = log.Pages[id];
            Assert.Equal((IdHash.Of(member), page.Versions.Generation, page.Versions.Model, "home"), (logged.Header.Member, logged.Header.Generation, logged.Header.Model, logged.Surface));
            Assert.Equal(page.Rows.Select(static row => (row.RowId, row.Titles.Count)), logged.Rows);
            Assert.Equal(page.Rows.SelectMany(static row => row.Titles).Select(static title => Said(title)), logged.Titles.Select(static title => title.Said));
            Assert.All(logged.Titles, static title => Assert.All(title.Sums, static sum => Assert.Equal(1, sum, 1e-5)));
            choices += logged.Titles.Sum(static title => title.Sums.Count);
        }

        Assert.True(choices > 1_000, $"only {choices} choices were made");
    }

    [Fact]
    public async Task A_page_too_long_for_one_record_is_in_the_log_all_the_same()
    {
        await using var server = await LocalServer.StartAsync();
        var work = LongPage.Of(server.Service<Server.Generations.CurrentGeneration>().Served, rows: 100);
        var records = new List<byte[]>();
        new DecisionEncoder(record => records.Add(record.ToArray())).Write(work);

        var log = new ReadLog();
        foreach (var record in records) log.Visit(record, 0);

        Assert.True(records.Count(static record => DecisionRecords.KindOf(record) == DecisionRecordKind.Decision) > 1);
        Assert.Equal(100, log.Pages.Single().Value.Rows.Count);
        Assert.Equal(work.Titles.Count, log.Pages.Single().Value.Titles.Count);
    }

    [Fact]
    public async Task A_page_of_titles_that_the_log_knows_costs_no_memory()
    {
        await using var server = await LocalServer.StartAsync();
        var work = LongPage.Of(server.Service<Server.Generations.CurrentGeneration>().Served, rows: 20);
        var written = 0L;
        var encoder = new DecisionEncoder(record => written += record.Length);
        encoder.Write(work);
        var (first, before) = (written, GC.GetAllocatedBytesForCurrentThread());
        encoder.Write(work);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(written - first, 1, first - 1);   // without the titles
    }

    [Fact]
    public async Task What_came_of_a_decision_follows_it_and_what_names_none_of_ours_is_counted()
    {
        await using var server = await LocalServer.StartAsync();
        var page = await new RecommendationService.RecommendationServiceClient(server.Channel).RecommendAsync(new RecommendRequest { MemberId = "m0000001" });
        var title = page.Rows[0].Titles[0];
        var observer = Assert.IsType<OutcomeObserver>(Assert.Single(server.Services<IEventObserver>().OfType<OutcomeObserver>()));

        observer.Observe(new Event { DecisionId = page.DecisionId, TitleId = title.TitleId, ArtworkId = title.Artwork.ArtworkId, Kind = V1.EventKind.Play, PositionSeconds = 12, DurationSeconds = 100 });
        observer.Observe(new Event { DecisionId = page.DecisionId, TitleId = title.TitleId, Kind = V1.EventKind.ThumbsUp });
        observer.Observe(new Event { DecisionId = "another system's", TitleId = title.TitleId, Kind = V1.EventKind.Play });
        observer.Observe(new Event { TitleId = title.TitleId, Kind = V1.EventKind.Play });
        await server.Service<DecisionRecorder>().SettleAsync();
        var log = ReadLog.Of(server.DecisionFolder);

        var outcome = Assert.Single(log.Outcomes);
        Assert.Equal(
            (UInt128.Parse(page.DecisionId, NumberStyles.HexNumber, CultureInfo.InvariantCulture), IdHash.Of(title.TitleId), IdHash.Of(title.Artwork.ArtworkId), OutcomeKind.Begin, 12, 100),
            (outcome.Decision, outcome.Title, outcome.Artwork, outcome.Kind, outcome.PositionSeconds, outcome.DurationSeconds));
        Assert.Contains(outcome.Decision, log.Pages.Keys);
        Assert.Equal(1, observer.Foreign);
    }

    [Fact]
    public async Task What_finds_no_room_is_dropped_and_counted_and_the_caller_goes_on()
    {
        await using var server = await LocalServer.StartAsync();
        using var held = new HeldFollower();
        using var log = new LogCollector(LogLevel.Warning, static _ => true);
        var recorder = new DecisionRecorder(new() { Waiting = 4, WaitingOutcomes = 2 }, journal: null, held, log.CreateLogger("decisions"));
        var outcome = new OutcomeRecord(1, 2, 3, OutcomeKind.Watch, 4, 5, 6);
        recorder.Record(outcome);
        held.WaitUntilReached();   // its thread is busy with that one now

        for (var i = 0; i < 5; i++) recorder.Record(outcome);
        Assert.Equal(3, recorder.DroppedOutcomes);

        held.Release();
        await recorder.DisposeAsync();
        Assert.Equal(3, held.Seen);
        Assert.Equal("0 answers and 3 events came faster than decisions are written, and are not in the log of decisions; pages are served all the same.", Assert.Single(log.Lines).Message);
    }

    private static string Said(RecommendedTitle title) => $"{title.TitleId} {title.Artwork?.ArtworkId} {title.Artwork?.Propensity ?? 0} {title.Trailer?.ArtworkId} {title.Trailer?.Propensity ?? 0}";
}
