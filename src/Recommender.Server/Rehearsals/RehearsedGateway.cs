using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Health.V1;
using Recommender.Server.Catalogs;
using Recommender.Server.Errors;
using Recommender.V1;
using CatalogClient = Recommender.V1.CatalogService.CatalogServiceClient;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace Recommender.Server.Rehearsals;

/// <summary>Calls a server as a gateway does, one call after another: pages most of all, and between them everything else that it is asked.</summary>
internal sealed class RehearsedGateway
{
    private const int PagesBetween = 3;
    private const int EventsOfCall = 20;
    private const int TitlesOfCall = 4;
    private const int HistoryOfMember = 30;
    private const int MadeMembers = 64;

    // It leaves the processors to the compiler and to what the server does beside its calls.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RehearsalWorld _world;
    private readonly RecommendationService.RecommendationServiceClient _pages;
    private readonly CatalogClient _catalog;
    private readonly MemberService.MemberServiceClient _members;
    private readonly HealthClient _health;
    private readonly CancellationToken _over;
    private readonly Random _random;
    private readonly string _name;
    private readonly Func<Task>[] _others;
    private readonly Queue<string> _put = [];
    private readonly RehearsedEvents _events;
    private int _made;

    /// <summary>Makes one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="number">Of the gateway, by which its calls differ from those of others.</param>
    /// <param name="over">Ends its calls.</param>
    public RehearsedGateway(RehearsedServer server, int number, CancellationToken over)
    {
        (_world, _over, _random, _name) = (server.World, over, new Random(number), string.Create(CultureInfo.InvariantCulture, $"rehearsal-{number}-"));
        (_pages, _catalog, _members, _health) = (new(server.Channel), new(server.Channel), new(server.Channel), new(server.Channel));
        _events = new RehearsedEvents(_name, _random);
        _others =
        [
            RecordAsync, PageInContextAsync, StrangersPageAsync, PutTitlesAsync, RecordAsync, SimilarAsync, ExplainAsync, StreamAsync,
            GetMemberAsync, RecordAsync, PutMembersAsync, OnboardAsync, ListAsync, RecordAsync, DeleteTitleAsync, DeleteMemberAsync, CheckAsync,
        ];
    }

    /// <summary>Calls until it is over.</summary>
    public async Task CallAsync()
    {
        for (var i = 0; !_over.IsCancellationRequested; i++)
        {
            for (var page = 0; page < PagesBetween; page++)
            {
                await PageAsync();
                await Task.Delay(Rest, _over);
            }

            await _others[i % _others.Length]();
            await Task.Delay(Rest, _over);
        }
    }

    private string Title() => Any(_world.Titles);

    private string Member() => _world.Members.Length == 0 ? MadeMember() : Any(_world.Members);

    private string MadeMember() => string.Create(CultureInfo.InvariantCulture, $"{_name}{_random.Next(MadeMembers)}");

    private string Any(string[] ids) => ids[_random.Next(ids.Length)];

    private Task PageAsync() => PageAsync(new RecommendRequest { MemberId = Member(), Context = new PageContext { Surface = "home" } });

    private Task PageInContextAsync() => PageAsync(new RecommendRequest
    {
        MemberId = Member(),
        MaxRows = 20,
        TitlesPerRow = 30,
        Context = new PageContext
        {
            Surface = "home",
            Country = "DE",
            Language = "de-DE",
            Device = (DeviceKind)_random.Next(1, 5),
            UtcOffsetMinutes = 120,
            MaturityCeiling = 18,
            Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow),
        },
        ExcludedTitleIds = { Title(), Title() },
        Seed = 7,
        Explain = true,
    });

    private Task StrangersPageAsync() => PageAsync(new RecommendRequest { MemberId = "a-stranger", OnboardingTags = { new Tag { Group = "genre", Name = "drama" } } });

    private async Task PageAsync(RecommendRequest request) =>
        _events.Seen(request.MemberId, await _pages.RecommendAsync(request, deadline: DateTime.UtcNow + Patience, cancellationToken: _over));

    private async Task SimilarAsync() =>
        await _pages.SimilarTitlesAsync(new SimilarTitlesRequest { TitleId = Title(), MemberId = Member() }, cancellationToken: _over);

    private async Task ExplainAsync() =>
        await _pages.ExplainAsync(new ExplainRequest { Page = new RecommendRequest { MemberId = Member() }, TitleId = Title() }, cancellationToken: _over);

    private async Task RecordAsync() =>
        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { _events.Draw(EventsOfCall) } }, cancellationToken: _over);

    private async Task StreamAsync()
    {
        using var call = _members.StreamEvents(cancellationToken: _over);
        await call.RequestStream.WriteAsync(new StreamEventsRequest { Events = { _events.Draw(EventsOfCall) } }, _over);
        await call.RequestStream.WriteAsync(new StreamEventsRequest { Events = { _events.Draw(EventsOfCall) } }, _over);
        await call.RequestStream.CompleteAsync();
        await call;
    }

    private async Task GetMemberAsync()
    {
        if (_world.Members.Length > 0) await _members.GetMemberAsync(new GetMemberRequest { MemberId = Any(_world.Members) }, cancellationToken: _over);
    }

    private async Task PutMembersAsync()
    {
        var member = new V1.Member { MemberId = MadeMember(), LikedTitleIds = { Title() } };
        foreach (var title in Enumerable.Range(0, HistoryOfMember).Select(_ => Title()).Distinct(StringComparer.Ordinal))
            member.History.Add(new HistoryItem { TitleId = title, Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(-_random.Next(1_000))), Strength = 1 });
        await _members.PutMembersAsync(new PutMembersRequest { Members = { member } }, cancellationToken: _over);
    }

    private async Task OnboardAsync() =>
        await _members.OnboardAsync(new OnboardRequest { MemberId = MadeMember(), TitleIds = { Title(), Title() } }, cancellationToken: _over);

    private async Task DeleteMemberAsync() =>
        await _members.DeleteMemberAsync(new DeleteMemberRequest { MemberId = MadeMember(), AllowMissing = true }, cancellationToken: _over);

    // Titles as they are, again, and a new one, so that the catalogue is of two parts, of which one grows.
    private async Task PutTitlesAsync()
    {
        using var call = _catalog.PutTitles(cancellationToken: _over);
        for (var i = 0; i < TitlesOfCall; i++)
        {
            var title = (await _catalog.GetTitleAsync(new GetTitleRequest { TitleId = Title() }, cancellationToken: _over)).Title;
            if (i == 0 || !IsRight(title)) _put.Enqueue(title.TitleId = string.Create(CultureInfo.InvariantCulture, $"{_name}{_made++}"));
            if (IsRight(title)) await call.RequestStream.WriteAsync(new PutTitlesRequest { Title = title }, _over);
        }

        await call.RequestStream.CompleteAsync();
        await call;
    }

    // A dataset may have more of a title than the wire allows.
    private bool IsRight(V1.Title title)
    {
        var violations = default(Violations);
        TitleRules.Check(title, _world.Data.State.Current.Served.Model?.Titles.Dimension ?? 0, ref violations);
        return violations.Found.Count == 0;
    }

    private async Task DeleteTitleAsync()
    {
        if (_put.TryDequeue(out var id)) await _catalog.DeleteTitleAsync(new DeleteTitleRequest { TitleId = id, AllowMissing = true }, cancellationToken: _over);
    }

    private async Task ListAsync() => await _catalog.ListTitlesAsync(new ListTitlesRequest { PageSize = 10 }, cancellationToken: _over);

    private async Task CheckAsync() => await _health.CheckAsync(new HealthCheckRequest(), cancellationToken: _over);
}
