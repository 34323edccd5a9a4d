using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>The options as calls use them; read once at start, immutable.</summary>
internal sealed class ServerSettings
{
    public ServerSettings(IOptions<GrpcServiceOptions> options, IOptions<KestrelServerOptions> kestrel, ILoggerFactory loggers)
    {
        var value = options.Value;
        MaxSend = Limit(value.MaxSendMessageSize, nameof(value.MaxSendMessageSize));
        MaxReceive = Limit(value.MaxReceiveMessageSize, nameof(value.MaxReceiveMessageSize));
        OutgrowsRequestLimit = MaxReceive + (long)MessagePrefix.Size > kestrel.Value.Limits.MaxRequestBodySize;
        DetailedErrors = value.EnableDetailedErrors ?? false;
        IgnoreUnknownServices = value.IgnoreUnknownServices ?? false;
        Compression = new CompressionProviders(value.CompressionProviders);
        ResponseEncoding = value.ResponseCompressionAlgorithm;
        ResponseLevel = value.ResponseCompressionLevel;
        Logger = loggers.CreateLogger("Grpc.AspNetCore.Server");
        if (ResponseEncoding is not null && Compression.Find(ResponseEncoding) is null)
        {
            throw new OptionsValidationException(
                nameof(GrpcServiceOptions),
                typeof(GrpcServiceOptions),
                [$"ResponseCompressionAlgorithm is '{ResponseEncoding}'; allowed are {Compression.AcceptEncoding}"]);
        }
    }

    public int MaxSend { get; }

    public int MaxReceive { get; }

    /// <summary>Whether one message may be larger than the web server lets a whole request be.</summary>
    public bool OutgrowsRequestLimit { get; }

    public bool DetailedErrors { get; }

    public bool IgnoreUnknownServices { get; }

    public CompressionProviders Compression { get; }

    public string? ResponseEncoding { get; }

    public CompressionLevel? ResponseLevel { get; }

    public ILogger Logger { get; }

    private static int Limit(int? bytes, string name) => bytes switch
    {
        null => int.MaxValue,
        < 0 => throw new OptionsValidationException(
            nameof(GrpcServiceOptions), typeof(GrpcServiceOptions), [$"{name} is {bytes}; allowed are 0 and more, or null for no limit"]),
        _ => bytes.Value,
    };
}
