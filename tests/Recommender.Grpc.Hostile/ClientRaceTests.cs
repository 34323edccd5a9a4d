using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Grpc.Hostile.Answers;
using Recommender.TestKit.Echo.V1;

namespace Recommender.Grpc.Hostile;

/// <summary>Deadlines, cancellations and disposals that race with the answers of a good server.</summary>
[Collection(nameof(Alone))]
public sealed class ClientRaceTests
{
    private const int Calls = 3000;
    private const int AtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Shapes => [.. EchoCalls.Shapes];

    [Theory, MemberData(nameof(Shapes))]
    public Task A_deadline_that_races_with_the_answer_leaves_OK_or_DEADLINE_EXCEEDED(string method) =>
        RaceAsync(method, StatusCode.DeadlineExceeded, (client, random) =>
            EchoCalls.MakeAsync(client, method, new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(random.Next(12))), Delayed(random)));

    [Theory, MemberData(nameof(Shapes))]
    public Task A_cancellation_that_races_with_the_answer_leaves_OK_or_CANCELLED(string method) =>
        RaceAsync(method, StatusCode.Cancelled, async (client, random) =>
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(12)));
            return await EchoCalls.MakeAsync(client, method, new CallOptions(cancellationToken: cancellation.Token), Delayed(random));
        });

    private static EchoRequest Delayed(Random random) => new(EchoCalls.Request) { DelayMs = random.Next(6) };

    private static async Task RaceAsync(string method, StatusCode loser, Func<Echo.EchoClient, Random, Task<CallEnd>> call)
    {
        if (EchoCalls.HasRequestStream(method)) GrpcStack.MustBeOurs("may answer UNAVAILABLE");
        using var unobserved = new UnobservedExceptions();
        await using (var scenario = await HostileScenario.StartAsync())
        {
            using var channel = GrpcChannel.ForAddress(scenario.Server.Address);
            var client = new Echo.EchoClient(channel);
            var ends = new CallEnd[Calls];
            await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, cancellation) =>
                ends[seed] = await call(client, new Random(seed)).WaitAsync(Patience, cancellation));

            Assert.All(ends, end => Assert.True(end.Code == StatusCode.OK || end.Code == loser, end.Status.ToString()));
            Assert.Contains(ends, end => end.Code == StatusCode.OK);
            Assert.Contains(ends, end => end.Code == loser);
            channel.Dispose();
            await scenario.IsQuietAsync();
            Assert.Empty(scenario.Server.Logs.Lines);
        }

        MemoryReading.Take();
        Assert.Empty(unobserved.Seen);
    }
}
