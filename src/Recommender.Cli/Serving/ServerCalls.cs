using Grpc.Core;
using Grpc.Net.Client;

namespace Recommender.Cli.Serving;

/// <summary>Calls a running server, and says in words what goes wrong.</summary>
internal sealed class ServerCalls : IDisposable
{
    /// <summary>Where a server listens unless told otherwise.</summary>
    public const string UsualAddress = "http://127.0.0.1:5080";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _address;

    /// <summary>Names a server; it is reached by the first call.</summary>
    /// <exception cref="InvalidDataException">The address is none.</exception>
    public ServerCalls(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidDataException($"--address is '{address}'; allowed is an address such as {UsualAddress}");
        (_address, Channel) = (address, GrpcChannel.ForAddress(uri));
    }

    /// <summary>Where clients are made of.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>By when a call that begins now has to be answered.</summary>
    public static DateTime Deadline => DateTime.UtcNow + Patience;

    /// <summary>Asks for a member.</summary>
    /// <exception cref="IOException">The server is not there or fails.</exception>
    /// <exception cref="InvalidDataException">The server refuses the request, or does not have what is asked for; the message says why.</exception>
    public async Task<T> AskAsync<T>(string member, Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound)
        {
            throw new InvalidDataException($"the server refuses the request for member '{member}': {refused.Status.Detail}", refused);
        }
        catch (RpcException failed) when (failed.StatusCode is StatusCode.Unavailable)
        {
            throw new IOException($"no server answers at {_address} ({failed.Status.Detail}); start one, or name another with --address", failed);
        }
        catch (RpcException failed) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"the server at {_address} failed with {failed.StatusCode}: {failed.Status.Detail}", failed);
        }
    }

    public void Dispose() => Channel.Dispose();
}
