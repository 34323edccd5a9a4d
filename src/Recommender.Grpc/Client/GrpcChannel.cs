using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Grpc.Client;

namespace Grpc.Net.Client;

/// <summary>
/// A way to one server, for many calls at once; safe from many threads. It connects when the first call needs it. Disposing
/// it cancels the calls in progress.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ClientTransport _transport;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        var loggers = options.LoggerFactory ?? NullLoggerFactory.Instance;
        _transport = new ClientTransport(address, options, loggers.CreateLogger("Grpc.Net.Client.GrpcChannel"));
    }

    /// <summary>Creates a channel with default options.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel.</summary>
    /// <param name="address">Scheme, host and port: <c>http</c> for HTTP/2 in clear, <c>https</c> for TLS.</param>
    /// <param name="channelOptions">How the server is reached.</param>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ForAddress(new Uri(address), channelOptions);
    }

    /// <summary>Creates a channel with default options.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Creates a channel.</summary>
    /// <param name="address">Scheme, host and port: <c>http</c> for HTTP/2 in clear, <c>https</c> for TLS.</param>
    /// <param name="channelOptions">How the server is reached.</param>
    /// <exception cref="ArgumentException">The address has another scheme, or an option a value that is not allowed.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(_transport);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }
}
