using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Server.Options;
using Recommender.Server.Tests.Protos;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Hosting;

/// <summary>The limits of <see cref="ServerOptions"/> hold on the wire.</summary>
public sealed class LimitTests
{
    private static async Task<StatusCode> FeedAsync(LocalServer server, string name)
    {
        try
        {
            await new Zoo.ZooClient(server.Channel).FeedAsync(new Animal { Name = name }, deadline: Patience.Deadline);
            return StatusCode.OK;
        }
        catch (RpcException failure)
        {
            return failure.StatusCode;
        }
    }

    [Fact]
    public async Task A_request_up_to_the_receive_limit_is_taken_and_a_larger_one_refused()
    {
        var fits = new Animal { Name = new string('n', 1000) };
        await using var server = await LocalServer.StartAsync(new ServerOptions { MaxReceiveBytes = fits.CalculateSize() });

        Assert.Equal(StatusCode.OK, await FeedAsync(server, fits.Name));
        Assert.Equal(StatusCode.ResourceExhausted, await FeedAsync(server, fits.Name + "n"));
    }

    [Fact]
    public async Task A_response_up_to_the_send_limit_is_sent_and_a_larger_one_refused()
    {
        var fits = new Food { Name = $"for {new string('n', 1000)}" };
        await using var server = await LocalServer.StartAsync(new ServerOptions { MaxSendBytes = fits.CalculateSize() });

        Assert.Equal(StatusCode.OK, await FeedAsync(server, new string('n', 1000)));
        Assert.Equal(StatusCode.ResourceExhausted, await FeedAsync(server, new string('n', 1001)));
    }

    [Fact]
    public async Task One_connection_never_has_more_calls_open_than_allowed()
    {
        const int Allowed = 3;
        var (open, most, full) = (0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var zoo = new ZooService
        {
            OnFeed = async (_, _) =>
            {
                var now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                if (now == Allowed) full.TrySetResult();
                await full.Task.Soon();
                await Task.Yield();
                Interlocked.Decrement(ref open);
                return new Food();
            },
        };
        await using var server = await LocalServer.StartAsync(new ServerOptions { MaxStreamsPerConnection = Allowed }, zoo);
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler });
        var client = new Zoo.ZooClient(channel);

        var calls = Enumerable.Range(0, 60).Select(_ => client.FeedAsync(new Animal(), deadline: Patience.Deadline).ResponseAsync);
        await Task.WhenAll(calls).Soon();

        Assert.Equal(Allowed, most);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, now, seen) == seen) return;
        }
    }
}
