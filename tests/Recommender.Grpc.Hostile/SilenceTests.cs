using Microsoft.AspNetCore.Server.Kestrel.Core;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>
/// Clients that stop in the midst of something and keep the connection. Kestrel's limits bound them all; the tests set the limits
/// to a second or so, and the clients stay silent until the server acts.
/// </summary>
public sealed class SilenceTests
{
    private static readonly GrpcTestServerSetup Impatient = HostileServer.Setup with
    {
        Kestrel = kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.5));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.5));
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(1);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
        },
    };

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await RawClient.ConnectSilentlyAsync(scenario.Server.Port);

        await scenario.DrainAsync(client);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task Half_a_preface_then_silence_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await RawClient.ConnectSilentlyAsync(scenario.Server.Port);

        await client.Connection.TrySendAsync(RawConnection.Preface[..12]);

        await scenario.DrainAsync(client);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task Half_a_HEADERS_frame_then_silence_is_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await scenario.ConnectAsync();

        await client.Connection.TrySendAsync(Half(Frames.Headers(client.NextStream(), HostileScenario.Headers("Unary"))));

        await scenario.DrainAsync(client);
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task HEADERS_that_never_end_are_closed()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await scenario.ConnectAsync();

        var headers = Frames.Headers(client.NextStream(), HostileScenario.Headers("Unary"));
        await client.Connection.TrySendAsync(headers with { Flags = FrameFlags.None });

        await scenario.DrainAsync(client);
        await scenario.IsQuietAsync();
    }

    [Theory, InlineData("Unary"), InlineData("ServerStream"), InlineData("ClientStream"), InlineData("Duplex")]
    public async Task Half_a_DATA_frame_then_silence_is_closed_and_ends_the_call(string method)
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(Frames.Headers(stream, HostileScenario.Headers(method)));
        await client.Connection.TrySendAsync(Half(Frames.Data(stream, HostileScenario.Message(new byte[100]))));

        await scenario.DrainAsync(client);
        await scenario.IsQuietAsync();
    }

    [Theory, InlineData("Unary"), InlineData("ServerStream"), InlineData("ClientStream"), InlineData("Duplex")]
    public async Task Half_a_message_then_silence_ends_by_the_deadline_of_the_call(string method)
    {
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers(method, new HeaderField("grpc-timeout", "200m"))),
            Frames.Data(stream, HostileScenario.Message(new byte[100]).AsMemory(..50)));
        var response = await client.ReceiveAsync(stream, scenario.Patience);

        Assert.Equal(4, response.GrpcStatus);
        client.Dispose();
        await scenario.IsQuietAsync();
    }

    [Theory, InlineData("Unary"), InlineData("ServerStream")]
    public async Task Half_a_message_then_silence_without_a_deadline_ends_for_its_slowness(string method)
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers(method)),
            Frames.Data(stream, HostileScenario.Message(new byte[100]).AsMemory(..50)));
        await client.ReceiveAsync(stream, scenario.Patience);   // answers pings: the client lives, and only its stream is slow

        client.Dispose();
        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task A_client_that_answers_no_ping_loses_its_streaming_calls()
    {
        await using var scenario = await HostileScenario.StartAsync(Impatient);
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers("Duplex")), Frames.Data(stream, HostileScenario.Message([1])));
        while (await client.Connection.Reader.ReadAsync(scenario.Patience) is not null) { }   // reads, and answers nothing

        await scenario.IsQuietAsync();
    }

    private static ReadOnlyMemory<byte> Half(Frame frame)
    {
        var bytes = frame.ToBytes();
        return bytes.AsMemory(..(bytes.Length / 2));
    }
}
