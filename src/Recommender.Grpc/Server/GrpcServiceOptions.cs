using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>What all services of a server have in common.</summary>
public class GrpcServiceOptions
{
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Most bytes of a response message; null for no limit of its own.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Most bytes of a request message, after decompression; null for no limit of its own.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Whether the text of a handler's exception goes to the client; for development only.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding of responses to clients that accept it, such as <c>gzip</c>; null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>How hard responses are compressed; null for the default of the encoding.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Encodings beside gzip, or in its place.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    /// <summary>Whether calls of services that are not there are left to other endpoints rather than answered with UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }
}
