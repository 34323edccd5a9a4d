using Google.Protobuf;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>A server for one hostile scenario, with what it counts, and the requests that scenarios are made of.</summary>
internal sealed class HostileScenario : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));

    private HostileScenario(GrpcTestServer server)
    {
        Server = server;
        Gauges = new ServerGauges(server.Services);
    }

    public GrpcTestServer Server { get; }

    public ServerGauges Gauges { get; }

    /// <summary>Ends a scenario that hangs.</summary>
    public CancellationToken Patience => _patience.Token;

    public static async Task<HostileScenario> StartAsync(GrpcTestServerSetup? setup = null) =>
        new(await GrpcTestServer.StartEchoAsync(setup ?? HostileServer.Setup));

    public static byte[] Message(byte[] payload) => GrpcFraming.Frame(new EchoRequest { Payload = ByteString.CopyFrom(payload) }.ToByteArray());

    public static HeaderField[] Headers(string method, params ReadOnlySpan<HeaderField> more) =>
        GrpcHeaders.Request(EchoService.Path(method), more);

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Server.Port, Patience);

    /// <summary>Reads until the server closes the connection.</summary>
    public async Task DrainAsync(RawClient client)
    {
        while (await client.StepAsync(Patience)) { }
    }

    /// <summary>Waits until every call has ended although the client keeps its connection, and then closes that.</summary>
    public async Task IsQuietExceptAsync(RawClient client)
    {
        Assert.True(await Eventually.IsTrueAsync(() => Gauges.Requests == 0 && Server.Calls.Open == 0, TimeSpan.FromSeconds(20)));
        client.Dispose();
        await IsQuietAsync();
    }

    public Task IsQuietAsync() => Quiet.IsBackAsync(Server, Gauges);

    public async ValueTask DisposeAsync()
    {
        Gauges.Dispose();
        await Server.DisposeAsync();
        _patience.Dispose();
    }
}
