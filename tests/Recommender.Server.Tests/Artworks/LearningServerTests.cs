using System.Globalization;
using Recommender.Server.Decisions;
using Recommender.Server.Tests.Decisions;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;
using Recommender.V1;

namespace Recommender.Server.Tests.Artworks;

public sealed class LearningServerTests
{
    [Fact]
    public async Task Members_get_the_artwork_that_makes_their_persona_look_more_and_more_often_and_titles_and_order_stay()
    {
        await using var server = await LearningServer.StartAsync();
        var before = await server.PagesAsync(seed: 5);
        var first = await server.WatchAsync(rounds: 1);

        for (var round = 0; round < 12; round++) await server.WatchAsync(rounds: 2);

        var (later, after) = (await server.WatchAsync(rounds: 1), await server.PagesAsync(seed: 5));
        Assert.True(later > 0.6 && later > 1.5 * first, $"the best artwork was shown in {first:P0} of all cases at first and in {later:P0} later");

        // The wall: what was learnt has changed artworks, and not a title, a score or an order.
        Assert.True(before.Zip(after).Count(static pair => Artworks(pair.First) != Artworks(pair.Second)) > before.Length / 2);
        Assert.Equal(before.Select(WithoutArtworks), after.Select(WithoutArtworks));
    }

    [Fact]
    public async Task What_is_logged_as_the_propensity_is_how_often_it_is_drawn_and_the_same_seed_draws_the_same()
    {
        await using var server = await LearningServer.StartAsync();
        for (var round = 0; round < 3; round++) await server.WatchAsync(rounds: 2);   // half learnt: chances differ most from even and from certain

        const int draws = 2_000;
        var (member, recorder) = (server.Members[0], server.Local.Service<DecisionRecorder>());
        var pages = new Dictionary<UInt128, RecommendResponse>();
        for (var seed = 0UL; seed < draws; seed++)
        {
            var page = await server.PageAsync(member, seed);
            Assert.True(DecisionIds.TryParse(page.DecisionId, out var id));
            pages.Add(id, page);
            if (seed % 200 == 0) await recorder.SettleAsync();
        }

        await recorder.SettleAsync();
        Assert.Equal(0, recorder.Dropped);
        var titles = ReadLog.Of(server.Local.DecisionFolder).Pages.Values.Where(page => pages.ContainsKey(page.Header.Id))
            .SelectMany(static page => page.Titles.Select((title, place) => (title, place, page.Header.Policy))).GroupBy(static entry => (entry.place, entry.title.Title, entry.Policy)).ToArray();
        var (statistic, freedom) = (0.0, 0);
        foreach (var title in titles)
        {
            var chances = title.First().title.Chances;
            Assert.All(title, entry => Assert.Equal(chances, entry.title.Chances));   // one policy, one chance
            Assert.All(chances, chance => Assert.True(chance >= (0.1f / chances.Length) - 1e-6f));
            foreach (var image in title.GroupBy(static entry => entry.title.Image))
            {
                var (expected, seen) = (image.First().title.Propensity * title.Count(), image.Count());
                statistic += (seen - expected) * (seen - expected) / expected;
            }

            freedom += chances.Length - 1;
        }

        // χ² of that many degrees of freedom is about normal; every artwork was drawn, as none is below the floor.
        Assert.True(freedom > 50);
        Assert.InRange((statistic - freedom) / Math.Sqrt(2.0 * freedom), -5, 5);
    }

    [Fact]
    public async Task Killed_and_started_anew_it_knows_what_it_knew_and_counts_nothing_twice()
    {
        await using var server = await LearningServer.StartAsync();
        await server.WatchAsync(rounds: 3);
        await server.Local.Learning.SaveAsync();
        await server.WatchAsync(rounds: 3);   // these are in the log only
        var killed = server.Local.CopyOfFolder();   // its server's to delete

        await using var again = await LocalServer.StartAsync(killed);
        again.Learning.LearnAll();

        Assert.Equal(Counted(server.Local), Counted(again));
        var (same, all) = (0, 0);
        foreach (var member in server.Members)
        {
            var (page, other) = (Chosen(await server.PageAsync(member, seed: 3)), Chosen(await LearningServer.PageAsync(new(again.Channel), member, seed: 3)));
            (same, all) = (same + page.Zip(other).Count(static pair => pair.First == pair.Second), all + page.Length);
        }

        Assert.True(same >= 0.99 * all, $"{same} of {all} artworks are the same");   // sums run in another order, so that a draw at the edge of a chance may fall beside it
    }

    [Fact]
    public async Task What_is_recorded_over_the_wire_is_learnt_from_once_however_often_it_is_sent()
    {
        await using var server = await LocalServer.StartAsync();
        var page = await new RecommendationService.RecommendationServiceClient(server.Channel).RecommendAsync(new RecommendRequest { MemberId = "m0000003" });
        var title = page.Rows[0].Titles[0];
        Event Made(string id, V1.EventKind kind) => new()
        {
            EventId = id,
            MemberId = "m0000003",
            Kind = kind,
            DecisionId = page.DecisionId,
            TitleId = title.TitleId,
            ArtworkId = title.Artwork.ArtworkId,
            PositionSeconds = 900,
            DurationSeconds = 6_000,
        };
        var request = new RecordEventsRequest { Events = { Made("1", V1.EventKind.Impression), Made("2", V1.EventKind.Progress) } };

        var members = new MemberService.MemberServiceClient(server.Channel);
        await members.RecordEventsAsync(request);
        await members.RecordEventsAsync(request);
        await server.Service<DecisionRecorder>().SettleAsync();

        var row = Assert.Single(server.Learning.Copy().Rows);
        Assert.Equal((IdHash.Of(title.TitleId), IdHash.Of(title.Artwork.ArtworkId), 1, 0.75), (row.Title, row.Artwork, row.Weight, row.Reward));
        Assert.Equal(2, ReadLog.Of(server.DecisionFolder).Outcomes.Count);
    }

    private static string[] Counted(LocalServer server)
    {
        var copy = server.Learning.Copy();
        return [.. copy.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Title:x} {copy.Contexts[row.Context]} {row.Artwork:x} {row.IsTrailer} {row.Weight} {row.Reward:F6}")).Order(StringComparer.Ordinal)];
    }

    private static string[] Chosen(RecommendResponse page) => [.. page.Rows.SelectMany(static row => row.Titles).Select(static title => $"{title.Artwork?.ArtworkId}/{title.Trailer?.ArtworkId}")];

    private static string Artworks(RecommendResponse page) => string.Join(' ', Chosen(page));

    private static string WithoutArtworks(RecommendResponse page)
    {
        var bare = page.Clone();
        bare.DecisionId = "";
        foreach (var title in bare.Rows.SelectMany(static row => row.Titles)) (title.Artwork, title.Trailer) = (null, null);
        return Convert.ToHexString(Google.Protobuf.MessageExtensions.ToByteArray(bare));
    }
}
