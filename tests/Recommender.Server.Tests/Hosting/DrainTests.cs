using Grpc.Core;
using Recommender.Server.Options;
using Recommender.Server.Tests.Protos;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Hosting;

/// <summary>Stopping while calls are in flight, in this process, so that a test can hold a call.</summary>
public sealed class DrainTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ZooService HeldZoo => new()
    {
        OnFeed = async (_, _) =>
        {
            _entered.SetResult();
            await _leave.Task;
            return new Food { Name = "late, but whole" };
        },
    };

    [Fact]
    public async Task A_call_in_flight_finishes_and_then_the_server_stops()
    {
        await using var server = await LocalServer.StartAsync(zoo: HeldZoo);
        var call = new Zoo.ZooClient(server.Channel).FeedAsync(new Animal(), deadline: Patience.Deadline).ResponseAsync;
        await _entered.Task.Soon();

        var stopping = server.App.StopAsync();
        Assert.False(stopping.IsCompleted);
        _leave.SetResult();

        Assert.Equal("late, but whole", (await call.Soon()).Name);
        await stopping.Soon();
    }

    [Fact]
    public async Task A_call_that_outlasts_the_drain_limit_is_aborted_even_if_it_ignores_cancellation()
    {
        await using var server = await LocalServer.StartAsync(new ServerOptions { DrainSeconds = 1 }, HeldZoo);
        var call = new Zoo.ZooClient(server.Channel).FeedAsync(new Animal(), deadline: Patience.Deadline).ResponseAsync;
        await _entered.Task.Soon();

        await server.App.StopAsync().Soon();

        var failure = await Assert.ThrowsAsync<RpcException>(() => call).Soon();
        Assert.Contains(failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal, StatusCode.Cancelled });
        _leave.SetResult();
    }
}
