using Recommender.Ranking.Artworks;
using Recommender.Ranking.Members;
using Recommender.Server.Decisions;
using Recommender.Server.Generations;
using Recommender.Server.Members;
using Recommender.Server.Members.Events;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Artworks;

/// <summary>The server with members who look at one artwork of each title, another for each persona, and hardly at any other.</summary>
internal sealed class LearningServer : IAsyncDisposable
{
    private const double PlaysBest = 0.6;
    private const double PlaysOther = 0.05;
    private const int Shown = 12;   // titles of a page that come on the screen

    private readonly Random _random = new(20260101);
    private readonly RecommendationService.RecommendationServiceClient _client;
    private readonly OutcomeObserver _observer;
    private readonly Dictionary<string, int> _personas;
    private ulong _seed = 1_000_000;

    private LearningServer(LocalServer local)
    {
        (Local, _client) = (local, new(local.Channel));
        _observer = local.Services<IEventObserver>().OfType<OutcomeObserver>().Single();
        _personas = Members.ToDictionary(static member => member, PersonaOf);
    }

    public LocalServer Local { get; }

    public string[] Members { get; } = [.. Enumerable.Range(0, 40).Select(static i => $"m{i:D7}")];

    public static async Task<LearningServer> StartAsync() => new(await LocalServer.StartAsync());

    public Task<RecommendResponse> PageAsync(string member, ulong seed) => PageAsync(_client, member, seed);

    /// <summary>A member's page, at a time that is always the same.</summary>
    public static async Task<RecommendResponse> PageAsync(RecommendationService.RecommendationServiceClient client, string member, ulong seed) =>
        await client.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = 4, TitlesPerRow = 10, Seed = seed, Context = new PageContext { Time = new() { Seconds = 1_767_225_600 } } });

    /// <summary>Every member's page.</summary>
    public async Task<RecommendResponse[]> PagesAsync(ulong seed)
    {
        var pages = new List<RecommendResponse>();
        foreach (var member in Members) pages.Add(await PageAsync(member, seed));
        return [.. pages];
    }

    /// <summary>Lets every member look at pages and play what looks good; then it is learnt from.</summary>
    /// <returns>In how many of the cases where there was a choice the best artwork was shown.</returns>
    public async Task<double> WatchAsync(int rounds)
    {
        var (best, all) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var member in Members)
            {
                var page = await PageAsync(member, _seed++);
                foreach (var title in page.Rows.SelectMany(static row => row.Titles).Take(Shown))
                {
                    var isBest = IsBest(title, _personas[member]);
                    (best, all) = (best + (isBest ? 1 : 0), all + 1);
                    Tell(page, title, EventKind.Impression);
                    if (_random.NextDouble() < (isBest ? PlaysBest : PlaysOther)) Tell(page, title, EventKind.Complete);
                }
            }
        }

        await Local.Service<DecisionRecorder>().SettleAsync();
        Local.Learning.LearnAll();
        return (double)best / all;
    }

    public ValueTask DisposeAsync() => Local.DisposeAsync();

    private void Tell(RecommendResponse page, RecommendedTitle title, EventKind kind) =>
        _observer.Observe(new Event { DecisionId = page.DecisionId, TitleId = title.TitleId, Kind = kind, PositionSeconds = 3_600, DurationSeconds = 3_600 });

    // Which artwork is the best has nothing to do with what it depicts.
    private bool IsBest(RecommendedTitle title, int persona)
    {
        var served = Local.Service<CurrentGeneration>().Served;
        var part = served.PartOf(served.RowOf(title.TitleId), out var local);
        var columns = served.Ranking.Catalog.Settled;
        var (first, images) = (columns.Artworks.First[local], columns.Artworks.FirstTrailer[local] - columns.Artworks.First[local]);
        return System.Text.Encoding.UTF8.GetString(part.ArtworkId(first + ((title.TitleId.Sum(static letter => letter) + persona + 1) % images))) == title.Artwork.ArtworkId;
    }

    private int PersonaOf(string member)
    {
        var (served, profile) = (Local.Service<CurrentGeneration>().Served, new MemberProfile());
        Local.Service<IMemberReader>().Read(System.Text.Encoding.UTF8.GetBytes(member), served, 0, profile);
        return PersonaContext.Of(profile.Personas);
    }
}
