using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Wire;
using Recommender.TestKit.Http2;

namespace Recommender.PageLoad.Tests;

public sealed class CallConnectionTests
{
    private const string Path = "/recommender.v1.RecommendationService/Recommend";

    [Fact]
    public async Task Has_a_call_in_flight_until_its_sink_has_been_told()
    {
        await using var server = await DelayingServer.StartAsync();
        using var sink = new HoldingSink();
        using var connection = await CallConnection.OpenAsync(server.Target.Address, Path, sink, TestContext.Current.CancellationToken);

        Assert.True(connection.TrySend([], due: 0, keeps: false));
        Assert.True(sink.Entered.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(1, connection.InFlight);

        sink.Gate.Set();
        Settling.Wait([connection], TimeSpan.FromSeconds(20));
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task Says_so_when_the_server_goes_away_with_calls_open()
    {
        await using var server = RawServer.Start(static async (peer, cancellation) =>
        {
            await peer.TrySendAsync(Frames.Settings(), Frames.SettingsAck);
            await peer.Reader.ReadBytesAsync(RawConnection.Preface.Length, cancellation);
            while (await peer.Reader.ReadAsync(cancellation) is { Type: not FrameType.Data })
            {
                // Until the call has come whole.
            }

            await peer.TrySendAsync(Frames.GoAway(0, Http2Error.Internal));
            await peer.Reader.ReadAsync(cancellation);   // until the client goes
        });
        using var connection = await CallConnection.OpenAsync(server.Address, Path, new Tally(), TestContext.Current.CancellationToken);

        connection.TrySend([1, 2, 3], due: 0, keeps: false);

        var failure = Assert.Throws<LoadException>(() => Settling.Wait([connection], TimeSpan.FromSeconds(20)));
        Assert.Contains("1 calls in flight", failure.Message);
        Assert.Contains("Internal", failure.Message);
    }

    [Fact]
    public async Task Refuses_a_message_that_the_server_does_not_take_at_once()
    {
        await using var server = RawServer.Start(static async (peer, cancellation) =>
        {
            await peer.TrySendAsync(Frames.Settings(new Setting(Setting.InitialWindowSize, 1000)), Frames.SettingsAck);
            await peer.Reader.ReadBytesAsync(RawConnection.Preface.Length, cancellation);
            while (await peer.Reader.ReadAsync(cancellation) is not null)
            {
                // Until the client goes.
            }
        });
        using var connection = await CallConnection.OpenAsync(server.Address, Path, new Tally(), TestContext.Current.CancellationToken);

        Assert.Contains("1001 bytes; the server takes 1000", Assert.Throws<LoadException>(() => connection.TrySend(new byte[1001], due: 0, keeps: false)).Message);
    }

    private sealed class HoldingSink : ICallSink, IDisposable
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Gate { get; } = new();

        public void Answered(in Answer answer)
        {
            Entered.Set();
            Gate.Wait();
        }

        public void Dispose()
        {
            Entered.Dispose();
            Gate.Dispose();
        }
    }
}
