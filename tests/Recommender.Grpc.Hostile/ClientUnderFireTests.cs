using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Grpc.Hostile.Answers;
using Recommender.TestKit.Echo.V1;

namespace Recommender.Grpc.Hostile;

[Collection(nameof(Alone))]
public sealed class ClientUnderFireTests(ITestOutputHelper output)
{
    private const int Answers = 12_000;
    private const int WarmUp = Answers / 3;
    private const int AtOnce = 4;

    private static readonly MemoryReading Tolerance = new(Managed: 2 << 20, Private: 16 << 20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Ends_every_call_with_a_status_or_an_answer_whatever_the_server_sends()
    {
        GrpcStack.MustBeOurs("may let a writer wait until the deadline");
        using var unobserved = new UnobservedExceptions();
        var tally = new Tally();
        await using (var server = HostileAnswers.Start())
        {
            await CallAsync(server.Address, tally, 0, WarmUp);
            var before = MemoryReading.Take();
            await CallAsync(server.Address, tally, WarmUp, Answers - WarmUp);
            var after = MemoryReading.Take();

            await tally.PrintAsync($"{Answers:N0} seeded answers to our client");
            output.WriteLine($"after {WarmUp:N0}: {before}; after {Answers:N0}: {after}");
            Assert.True(tally.Complaints.Count == 0, string.Join('\n', tally.Complaints.Take(30)));
            Assert.Equal(Answers, tally.Total);
            Assert.InRange(after.Managed, 0, before.Managed + Tolerance.Managed);
            Assert.InRange(after.Private, 0, before.Private + Tolerance.Private);
        }

        MemoryReading.Take();
        Assert.Empty(unobserved.Seen);
    }

    /// <summary>The place to look at a seed that failed.</summary>
    [Theory, InlineData(901)]
    public async Task Ends_the_call_of_one_seed(int seed)
    {
        var tally = new Tally();
        await using var server = HostileAnswers.Start();

        await CallAsync(server.Address, tally, seed);

        output.WriteLine($"{AnswerMutation.FromSeed(seed)}\n{tally}");
        Assert.Empty(tally.Complaints);
    }

    private static Task CallAsync(Uri server, Tally tally, int firstSeed, int count) => Parallel.ForAsync(
        firstSeed, firstSeed + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) => await CallAsync(server, tally, seed));

    private static async Task CallAsync(Uri server, Tally tally, int seed)
    {
        var answer = AnswerMutation.FromSeed(seed);
        using var channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions { MaxReceiveMessageSize = HostileServer.ReceiveLimit });
        var headers = new Metadata { { HostileAnswers.SeedHeader, seed.ToString() } };
        var options = new CallOptions(headers, DateTime.UtcNow.AddSeconds(answer.IsSilent ? 0.1 : 10));
        try
        {
            var end = await EchoCalls.MakeAsync(new Echo.EchoClient(channel), answer.Recording.Name, options).WaitAsync(Patience);
            if (Complaint(answer, end) is { } complaint) tally.Complain($"{complaint}: {answer} ended with {end.Status}");
            tally.Count(answer.Layer, $"grpc {(int)end.Code:00} {end.Code}");
        }
        catch (TimeoutException)
        {
            tally.Complain($"the call does not end: {answer}");
        }
#pragma warning disable CA1031 // Any other exception is what this test looks for.
        catch (Exception e)
        {
            tally.Complain($"{answer}: {e}");
        }
#pragma warning restore CA1031
    }

    private static string? Complaint(AnswerMutation answer, CallEnd end)
    {
        if (!Enum.IsDefined(end.Code) && !answer.Says(((int)end.Code).ToString())) return "a status that is neither defined nor the server's";
        if (end.Code == StatusCode.DeadlineExceeded && !answer.IsSilent) return "only the deadline ended the call";
        if (!answer.Harmless) return null;
        return (int)end.Code == answer.Recording.Status && end.Payloads.SequenceEqual(answer.Recording.Answers, ByteArrays.Comparer)
            ? null
            : "another end than the recorded one";
    }
}
