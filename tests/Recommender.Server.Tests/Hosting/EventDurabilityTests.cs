using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Server.Tests.Members.Events;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Hosting;

/// <summary>Events that the real program has acknowledged, after it was killed while more came and pages were asked for.</summary>
public sealed class EventDurabilityTests
{
    private const int Members = 40;
    private const int Connections = 4;
    private const int LeastRounds = 60;

    [Fact]
    public async Task Every_acknowledged_event_is_there_after_a_kill_under_load_and_shows_on_the_very_next_page_before_it()
    {
        using var world = await TinyWorld.CopyAsync();
        var acknowledged = new Dictionary<string, HashSet<string>>[Connections];
        await using (var program = RunningProgram.StartServer(world, []))
        {
            var address = await program.ReadyAsync();
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var senders = Enumerable.Range(0, Connections).Select(sender => SendAsync(sender, address, acknowledged[sender] = [], enough)).ToArray();
            await Task.WhenAny([enough.Task, .. senders]).Soon();
            await program.KillAsync();
            await Task.WhenAll(senders);
        }

        await using var next = RunningProgram.StartServer(world, []);
        using var channel = GrpcChannel.ForAddress(await next.ReadyAsync());
        var members = new MemberService.MemberServiceClient(channel);
        Assert.All(acknowledged, static events => Assert.True(events.Values.Sum(static titles => titles.Count) > LeastRounds / 2));
        foreach (var (member, titles) in acknowledged.SelectMany(static events => events))
        {
            var portrait = (await members.GetMemberAsync(new GetMemberRequest { MemberId = member }, deadline: Patience.Deadline)).Member;
            Assert.Empty(titles.Except(portrait.History.Select(static title => title.TitleId)));
        }
    }

    // Records on one connection and asks on another, until the server is gone. The first that has done enough lets it be killed.
    private static async Task SendAsync(int sender, Uri address, Dictionary<string, HashSet<string>> acknowledged, TaskCompletionSource enough)
    {
        using var events = GrpcChannel.ForAddress(address);
        using var pages = GrpcChannel.ForAddress(address);
        var (members, recommendations) = (new MemberService.MemberServiceClient(events), new RecommendationService.RecommendationServiceClient(pages));
        try
        {
            for (var round = 0; ; round++)
            {
                var (member, title) = (string.Create(CultureInfo.InvariantCulture, $"member-{sender}-{round % (Members / Connections)}"), string.Create(CultureInfo.InvariantCulture, $"t{round % 250:D7}"));
                await members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.Of(member, EventKind.Complete, title) } }, deadline: Patience.Deadline);
                if (!acknowledged.TryGetValue(member, out var titles)) acknowledged.Add(member, titles = []);
                titles.Add(title);

                var page = await recommendations.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = 10, TitlesPerRow = 20 }, deadline: Patience.Deadline);
                Assert.Empty(page.Rows.SelectMany(static row => row.Titles).Select(static shown => shown.TitleId).Intersect(titles));
                if (round == LeastRounds) enough.TrySetResult();
            }
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled && enough.Task.IsCompleted)
        {
            // Killed.
        }
    }
}
