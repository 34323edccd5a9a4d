using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Hostile;

[Collection(nameof(Alone))]
public sealed class ServerUnderFireTests(ITestOutputHelper output)
{
    private const int Conversations = 200 * Mutation.SeedsPerConnection;
    private const int WarmUp = Conversations / 3 / Mutation.SeedsPerConnection * Mutation.SeedsPerConnection;
    private const int Gunners = 4;

    private static readonly MemoryReading Tolerance = new(Managed: 2 << 20, Private: 16 << 20);

    [Fact]
    public async Task Answers_or_ends_every_one_of_100_000_mutations_and_is_as_good_as_new_afterwards()
    {
        using var unobserved = new UnobservedExceptions();
        await using var server = await GrpcTestServer.StartEchoAsync(HostileServer.Setup);
        using var gauges = new ServerGauges(server.Services);
        var tally = new Tally();

        await FireAsync(server.Port, tally, 0, WarmUp);
        await Quiet.IsBackAsync(server, gauges);
        var before = MemoryReading.Take();

        await FireAsync(server.Port, tally, WarmUp, Conversations - WarmUp);
        await Quiet.IsBackAsync(server, gauges);
        var after = MemoryReading.Take();

        await tally.PrintAsync($"{Conversations:N0} seeded conversations with our server");
        output.WriteLine($"after {WarmUp:N0}: {before}; after {Conversations:N0}: {after}");
        Assert.True(tally.Complaints.Count == 0, string.Join('\n', tally.Complaints.Take(30)));
        Assert.True(server.Logs.Lines.Count == 0, string.Join('\n', server.Logs.Lines.Take(5)));
        Assert.Equal(Conversations, tally.Total);
        Assert.InRange(tally.Damaged, 100_000, Conversations);
        Assert.InRange(after.Managed, 0, before.Managed + Tolerance.Managed);
        Assert.InRange(after.Private, 0, before.Private + Tolerance.Private);
        Assert.Empty(unobserved.Seen);
        Assert.InRange(server.Calls.Begun, Conversations / 4, long.MaxValue);
        Assert.InRange(tally.Answered, Conversations / 2, Conversations);
    }

    /// <summary>The place to look at a seed that failed.</summary>
    [Theory, InlineData(20942)]
    public async Task Answers_or_ends_one_seed(int seed)
    {
        var tally = new Tally();
        await using var server = await GrpcTestServer.StartEchoAsync(HostileServer.Setup);

        await new Volley(server.Port, tally).FireAsync(seed, 1);

        output.WriteLine($"{Mutation.FromSeed(seed)}\n{tally}");
        Assert.Empty(tally.Complaints);
    }

    private static async Task FireAsync(int port, Tally tally, int firstSeed, int count)
    {
        var runs = Enumerable.Range(0, count / Mutation.SeedsPerConnection).Select(run => firstSeed + run * Mutation.SeedsPerConnection);
        var gunners = new ParallelOptions { MaxDegreeOfParallelism = Gunners };
        await Parallel.ForEachAsync(runs, gunners, async (seed, _) => await new Volley(port, tally).FireAsync(seed, Mutation.SeedsPerConnection));
    }
}
