using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>
/// Clients that stop before their first call is there, and keep the connection. Kestrel's limits bound them; the clients stay
/// silent until the server acts.
/// </summary>
public sealed class SilentConnectionTests
{
    [Fact]
    public async Task A_connection_that_says_nothing_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await RawClient.ConnectSilentlyAsync(scenario.Server.Port);

        await scenario.DrainAsync(client);
        Assert.True(client.Closed);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task Half_a_preface_then_silence_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await RawClient.ConnectSilentlyAsync(scenario.Server.Port);

        await client.Connection.TrySendAsync(RawConnection.Preface[..12]);

        await scenario.DrainAsync(client);
        Assert.True(client.Closed);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task Half_a_HEADERS_frame_then_silence_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await scenario.ConnectAsync();

        await client.Connection.TrySendAsync(Impatience.Half(Frames.Headers(client.NextStream(), HostileScenario.Headers("Unary"))));

        await scenario.DrainAsync(client);
        Assert.True(client.Closed);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task HEADERS_that_never_end_are_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await scenario.ConnectAsync();

        var headers = Frames.Headers(client.NextStream(), HostileScenario.Headers("Unary"));
        await client.Connection.TrySendAsync(headers with { Flags = FrameFlags.None });

        await scenario.DrainAsync(client);
        Assert.True(client.Closed);
        await scenario.IsQuietAsync();
    }
}
