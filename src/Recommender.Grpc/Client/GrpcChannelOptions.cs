using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its server.</summary>
public sealed class GrpcChannelOptions
{
    private const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Most bytes of a request message; null for no limit of its own.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Most bytes of a response message, after decompression; null for no limit of its own.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Encodings beside gzip, or in its place.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Where the channel logs; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// What sends the requests; null for a <see cref="SocketsHttpHandler"/> that opens further connections when one has no
    /// stream left and pings connections that are silent during a call.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes of the <see cref="HttpHandler"/> it was given; its own it always does.</summary>
    public bool DisposeHttpClient { get; set; }
}
