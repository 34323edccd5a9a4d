using System.IO.Compression;
using Grpc.Net.Compression;

namespace Recommender.Interop;

/// <summary>
/// gzip that tells when it unpacks a message. The API shows neither handler nor caller whether a message came compressed;
/// a compression provider learns it.
/// </summary>
internal sealed class GzipWitness(Action onDecompression) : ICompressionProvider
{
    public const string Gzip = "gzip";

    public string EncodingName => Gzip;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream)
    {
        onDecompression();
        return new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
    }
}
