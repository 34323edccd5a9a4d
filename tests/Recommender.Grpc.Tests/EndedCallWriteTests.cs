using Grpc.Core;

namespace Recommender.Grpc.Tests;

/// <summary>A stream of requests whose call is over before the first of them.</summary>
public sealed class EndedCallWriteTests
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Fails_at_once_when_the_deadline_has_passed() =>
        WriteFailsAsync(new CallOptions(deadline: DateTime.UtcNow.AddSeconds(-1)), StatusCode.DeadlineExceeded);

    [Fact]
    public Task Fails_at_once_when_the_caller_has_cancelled() =>
        WriteFailsAsync(new CallOptions(cancellationToken: new CancellationToken(canceled: true)), StatusCode.Cancelled);

    private static async Task WriteFailsAsync(CallOptions options, StatusCode expected)
    {
        await using var pair = await Pair.StartAsync(StringService.ClientStream((_, _) => Task.FromResult("")));
        using var call = pair.Channel.ClientStream(options);

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync("too late").WaitAsync(InTime));

        Assert.Equal(expected, failure.StatusCode);
    }
}
