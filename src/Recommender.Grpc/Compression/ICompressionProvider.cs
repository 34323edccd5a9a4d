using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages; safe from many threads.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name in <c>grpc-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>Creates a stream that compresses what is written to it into another one, which stays open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Creates a stream that reads what another one has compressed; the other one stays open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
