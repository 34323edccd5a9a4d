using System.Net.Sockets;
using Grpc.Net.Client;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Rehearsals;

/// <summary>The server as the program puts it together, over a world of its own, where nobody else can call it. Disposing ends it; the folder stays.</summary>
internal sealed class RehearsedServer : IAsyncDisposable
{
    private readonly RehearsalWorld _world;
    private readonly WebApplication _app;
    private readonly ListeningPlace _place;

    private RehearsedServer(RehearsalWorld world, WebApplication app, ListeningPlace place)
    {
        (_world, _app, _place) = (world, app, place);
        Channel = GrpcChannel.ForAddress("http://rehearsal", new GrpcChannelOptions { HttpHandler = Handler(place.Address), DisposeHttpClient = true });
    }

    /// <summary>How it is called.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>What it serves.</summary>
    public RehearsalWorld World => _world;

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where its stores are made, and its socket; absent.</param>
    /// <param name="options">Of the server that is rehearsed.</param>
    /// <param name="data">What that one will serve.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">Its folder cannot be written.</exception>
    public static async Task<RehearsedServer> StartAsync(string folder, ServerOptions options, ServedData data, CancellationToken cancellation)
    {
        var own = RehearsalWorld.OptionsFor(options, data);
        var world = await RehearsalWorld.OpenAsync(folder, own, data, cancellation);
        WebApplication? app = null;
        ListeningPlace? place = null;
        try
        {
            place = ListeningPlace.In(folder);
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());   // neither the program's log nor its addresses
            builder.WebHost.UseKestrelCore();
            app = ServerHost.Build(builder, own, world.Data, place.Address);
            await app.StartAsync(cancellation);
            return new RehearsedServer(world, app, place);
        }
        catch
        {
            if (app is not null) await app.DisposeAsync();
            place?.Dispose();
            await world.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
        _place.Dispose();
        await _world.DisposeAsync();
    }

    private static SocketsHttpHandler Handler(UnixDomainSocketEndPoint place) => new()
    {
        EnableMultipleHttp2Connections = true,
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(place, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
