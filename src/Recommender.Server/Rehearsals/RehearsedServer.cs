using System.Net.Sockets;
using Grpc.Net.Client;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Rehearsals;

/// <summary>The server as the program puts it together, over a world of its own, where nobody else can call it: on a socket in a folder of this user's. Disposing ends it.</summary>
internal sealed class RehearsedServer : IAsyncDisposable
{
    private const string SocketName = "s";   // the whole path has to be short

    private readonly RehearsalWorld _world;
    private readonly WebApplication _app;
    private readonly DirectoryInfo _socketFolder;

    private RehearsedServer(RehearsalWorld world, WebApplication app, DirectoryInfo socketFolder, UnixDomainSocketEndPoint place)
    {
        (_world, _app, _socketFolder) = (world, app, socketFolder);
        Channel = GrpcChannel.ForAddress("http://rehearsal", new GrpcChannelOptions { HttpHandler = Handler(place), DisposeHttpClient = true });
    }

    /// <summary>How it is called.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>What it serves.</summary>
    public RehearsalWorld World => _world;

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where its stores are made; absent.</param>
    /// <param name="options">Of the server that is rehearsed.</param>
    /// <param name="data">What that one will serve.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">Its folder cannot be written.</exception>
    public static async Task<RehearsedServer> StartAsync(string folder, ServerOptions options, ServedData data, CancellationToken cancellation)
    {
        var own = RehearsalWorld.OptionsFor(options, data);
        var world = await RehearsalWorld.OpenAsync(folder, own, data, cancellation);
        WebApplication? app = null;
        var socketFolder = Directory.CreateTempSubdirectory("recommender-");   // which nobody else may enter
        try
        {
            var place = new UnixDomainSocketEndPoint(Path.Combine(socketFolder.FullName, SocketName));
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());   // neither the program's log nor its addresses
            builder.WebHost.UseKestrelCore();
            app = ServerHost.Build(builder, own, world.Data, place);
            await app.StartAsync(cancellation);
            return new RehearsedServer(world, app, socketFolder, place);
        }
        catch
        {
            if (app is not null) await app.DisposeAsync();
            socketFolder.Delete(recursive: true);
            await world.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
        _socketFolder.Delete(recursive: true);
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
