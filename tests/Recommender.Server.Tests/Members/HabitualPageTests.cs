using System.Text;
using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Generations;
using Recommender.Server.Tests.Members.Events;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Members;

/// <summary>What is watched in the mornings, or on the phone, leads the pages of mornings, or of the phone: over the wire, from the events on.</summary>
public sealed class HabitualPageTests : IAsyncLifetime
{
    private const string Member = "of habits";
    private const int WatchedOfEach = 12;
    private const int LeftOfEach = 8;
    private const int Morning = 7;
    private const int Evening = 21;

    private LocalServer _server = null!;
    private Genre _one = null!;
    private Genre _other = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync();
        var served = _server.Service<CurrentGeneration>().Served.Ranking;
        var (one, other) = Unlike(served);
        (_one, _other) = (await MakeAsync(served, one), await MakeAsync(served, other));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_watched_in_the_morning_leads_in_the_morning_and_what_in_the_evening_in_the_evening()
    {
        await WatchAsync(_one, Morning, DeviceKind.Unspecified);
        await WatchAsync(_other, Evening, DeviceKind.Unspecified);

        Assert.Equal([_one.RowId, _other.RowId], await RowsAsync(Morning, DeviceKind.Unspecified));
        Assert.Equal([_other.RowId, _one.RowId], await RowsAsync(Evening, DeviceKind.Unspecified));
    }

    [Fact]
    public async Task What_is_watched_in_the_hand_leads_there_and_what_on_the_television_there()
    {
        await WatchAsync(_one, Evening, DeviceKind.Phone);
        await WatchAsync(_other, Evening, DeviceKind.Tv);

        Assert.Equal([_one.RowId, _other.RowId], await RowsAsync(Evening, DeviceKind.Phone));
        Assert.Equal([_one.RowId, _other.RowId], await RowsAsync(Evening, DeviceKind.Tablet));
        Assert.Equal([_other.RowId, _one.RowId], await RowsAsync(Evening, DeviceKind.Tv));
    }

    // A micro-genre, and titles of it that are put.
    private async Task<Genre> MakeAsync(Ranking.Generations.Generation served, int genre)
    {
        var tags = served.MicroGenres.Tags[genre].ToArray().Select(tag => new TitleTag { Tag = new Tag { Group = served.Tags.Groups[tag], Name = served.Tags.Names[tag] } }).ToArray();
        string[] titles = [.. Enumerable.Range(0, WatchedOfEach + LeftOfEach).Select(number => $"{genre} {number}")];
        using var put = new CatalogService.CatalogServiceClient(_server.Channel).PutTitles(deadline: Patience.Deadline);
        foreach (var title in titles) await put.RequestStream.WriteAsync(new PutTitlesRequest { Title = new Title { TitleId = title, Tags = { tags } } });
        await put.RequestStream.CompleteAsync();
        await put;
        return new Genre(Encoding.UTF8.GetString(served.MicroGenres.RowIds[genre]), titles);
    }

    // Two micro-genres that have no tag in common.
    private static (int One, int Other) Unlike(Ranking.Generations.Generation served) =>
        (from one in Enumerable.Range(0, served.MicroGenres.Count)
         from other in Enumerable.Range(one + 1, served.MicroGenres.Count - one - 1)
         where served.MicroGenres.Tags[one].IndexOfAny(served.MicroGenres.Tags[other]) < 0
         select (one, other)).First();

    // A title a day, at the same hour of UTC.
    private async Task WatchAsync(Genre genre, int hour, DeviceKind device)
    {
        var events = genre.Titles.Take(WatchedOfEach).SelectMany((title, day) =>
        {
            var time = Timestamp.FromDateTimeOffset(At(hour).AddDays(-1 - day));
            Event[] watched = [MadeEvents.Of(Member, EventKind.Play, title, duration: 5_400), MadeEvents.Of(Member, EventKind.Complete, title, position: 5_400, duration: 5_400)];
            foreach (var said in watched) (said.Time, said.Device) = (time, device);
            return watched;
        });
        await new MemberService.MemberServiceClient(_server.Channel).RecordEventsAsync(new RecordEventsRequest { Events = { events } });
    }

    // The rows of the two, in the order of the page.
    private async Task<string[]> RowsAsync(int hour, DeviceKind device)
    {
        var page = await new RecommendationService.RecommendationServiceClient(_server.Channel).RecommendAsync(new RecommendRequest
        {
            MemberId = Member,
            MaxRows = 100,
            TitlesPerRow = LeftOfEach,
            Seed = 1,
            RowKinds = { RowKind.MicroGenre },
            Diversity = new DiversityOverrides { MinMicroGenres = 0 },
            Context = new PageContext { Time = Timestamp.FromDateTimeOffset(At(hour)), Device = device },
        });
        return [.. page.Rows.Select(static row => row.RowId).Where(id => id == _one.RowId || id == _other.RowId)];
    }

    private static DateTimeOffset At(int hour) => new(DateTimeOffset.UtcNow.Date.AddHours(hour), TimeSpan.Zero);

    private sealed record Genre(string RowId, string[] Titles);
}
