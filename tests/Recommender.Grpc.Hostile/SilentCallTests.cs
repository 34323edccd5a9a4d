using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>
/// Clients that stop in the midst of a call, and keep the connection. The call's deadline bounds them, Kestrel's least data rate
/// where a request is one message, and unanswered pings where it is a stream.
/// </summary>
public sealed class SilentCallTests
{
    [Theory, InlineData("Unary"), InlineData("ServerStream"), InlineData("ClientStream"), InlineData("Duplex")]
    public async Task Half_a_DATA_frame_then_silence_is_closed_and_ends_the_call(string method)
    {
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(Frames.Headers(stream, HostileScenario.Headers(method)));
        await client.Connection.TrySendAsync(Impatience.Half(Frames.Data(stream, HostileScenario.Message(new byte[100]))));

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
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
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
        await using var scenario = await HostileScenario.StartAsync(Impatience.Setup);
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers("Duplex")), Frames.Data(stream, HostileScenario.Message([1])));
        while (await client.Connection.Reader.ReadAsync(scenario.Patience) is not null) { }   // reads, and answers nothing

        await scenario.IsQuietAsync();
    }
}
