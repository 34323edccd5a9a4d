using Google.Protobuf;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Clients that ask for much and then go, stop reading, or end in a way of their own. The call ends with them.</summary>
public sealed class AbandonedCallTests
{
    private static readonly byte[] Endless = GrpcFraming.Frame(
        new EchoRequest { Payload = ByteString.CopyFrom(new byte[20_000]), Replies = int.MaxValue }.ToByteArray());

    [Fact]
    public async Task A_connection_broken_in_the_midst_of_an_answer_ends_the_call()
    {
        await using var scenario = await HostileScenario.StartAsync(HostileServer.Setup with { Echo = new() });
        using (var client = await scenario.ConnectAsync())
        {
            var stream = await AskAsync(client);
            while (client.Response(stream).Body.Length < 100_000) Assert.True(await client.StepAsync(scenario.Patience));
            client.Connection.Abort();
        }

        await scenario.IsQuietAsync();
    }

    [Fact]
    public async Task A_client_that_opens_no_window_loses_its_call_at_the_deadline()
    {
        await using var scenario = await HostileScenario.StartAsync(HostileServer.Setup with { Echo = new() });
        using var client = await scenario.ConnectAsync();
        await client.Connection.TrySendAsync(Frames.Settings(new Setting(Setting.InitialWindowSize, 0)));

        var stream = await AskAsync(client, new HeaderField("grpc-timeout", "300m"));
        var response = await client.ReceiveAsync(stream, scenario.Patience);

        Assert.True(response.Reset is not null || response.GrpcStatus == 4, response.ToString());
        await scenario.IsQuietExceptAsync(client);
    }

    [Fact]
    public async Task A_client_that_opens_no_window_and_resets_ends_the_call()
    {
        await using var scenario = await HostileScenario.StartAsync(HostileServer.Setup with { Echo = new() });
        using var client = await scenario.ConnectAsync();
        await client.Connection.TrySendAsync(Frames.Settings(new Setting(Setting.InitialWindowSize, 0)));

        var stream = await AskAsync(client);
        Assert.True(await Eventually.IsTrueAsync(() => scenario.Server.Calls.Open == 1, TimeSpan.FromSeconds(20)));
        await client.Connection.TrySendAsync(Frames.Reset(stream, Http2Error.Cancel));

        await scenario.IsQuietExceptAsync(client);
    }

    [Theory, InlineData("ClientStream"), InlineData("Duplex")]
    public async Task Trailers_from_a_client_end_its_requests_and_are_otherwise_ignored(string method)
    {
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers(method)),
            Frames.Data(stream, HostileScenario.Message([7])),
            Frames.Headers(stream, [new("grpc-status", "13"), new("x-trailer", "y")], endStream: true));
        var response = await client.ReceiveAsync(stream, scenario.Patience);

        Assert.Equal(0, response.GrpcStatus);
        Assert.Equal([7], EchoReply.Parser.ParseFrom(Assert.Single(response.Messages).Payload.Span).Payload.ToByteArray());
    }

    [Fact]
    public async Task Trailers_cut_off_from_a_client_end_the_call_with_the_connection()
    {
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();
        var stream = client.NextStream();
        var trailers = Frames.Headers(stream, [new("x-trailer", "y")], endStream: true).ToBytes();

        await client.Connection.TrySendAsync(
            Frames.Headers(stream, HostileScenario.Headers("Duplex")), Frames.Data(stream, HostileScenario.Message([7])));
        await client.Connection.TrySendAsync(trailers.AsMemory(..(trailers.Length - 3)));
        client.Connection.FinishSending();
        await scenario.DrainAsync(client);

        await scenario.IsQuietAsync();
    }

    private static async Task<int> AskAsync(RawClient client, params HeaderField[] more)
    {
        var stream = client.NextStream();
        await client.Connection.TrySendAsync(
            [Frames.Headers(stream, HostileScenario.Headers("ServerStream", more)), .. Frames.Body(stream, Endless, endStream: true)]);
        return stream;
    }
}
