using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>What the calls of a channel share: connections, limits, encodings.</summary>
internal sealed class ClientTransport : IDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Uri> _uris = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private int _isDisposed;

    public ClientTransport(Uri address, GrpcChannelOptions options, ILogger logger)
    {
        if (address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"address is '{address}'; its scheme must be http or https", nameof(address));
        _address = address;
        MaxSend = Limit(options.MaxSendMessageSize, nameof(options.MaxSendMessageSize));
        MaxReceive = Limit(options.MaxReceiveMessageSize, nameof(options.MaxReceiveMessageSize));
        Compression = new CompressionProviders(options.CompressionProviders ?? []);
        Logger = logger;
        _http = options.HttpHandler is { } given
            ? new HttpMessageInvoker(given, options.DisposeHttpClient)
            : new HttpMessageInvoker(CreateHandler(), disposeHandler: true);
    }

    public int MaxSend { get; }

    public int MaxReceive { get; }

    public CompressionProviders Compression { get; }

    public ILogger Logger { get; }

    /// <summary>Cancelled when the channel is disposed of.</summary>
    public CancellationToken Shutdown => _shutdown.Token;

    /// <summary>The address of a method.</summary>
    public Uri UriOf(IMethod method) => _uris.GetOrAdd(method.FullName, static (path, address) => new Uri(address, path), _address);

    /// <summary>Sends a request; ends when the response's headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _http.SendAsync(request, cancellation);

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, typeof(GrpcChannel));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _shutdown.Cancel();
        _http.Dispose();
        _shutdown.Dispose();
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    private static int Limit(int? bytes, string name) => bytes switch
    {
        null => int.MaxValue,
        < 0 => throw new ArgumentOutOfRangeException(name, bytes, "allowed are 0 and more, or null for no limit"),
        _ => bytes.Value,
    };
}
