using System.IO.Compression;
using Grpc.Net.Compression;

namespace Recommender.Grpc.Protocol;

/// <summary>How one message is to be written.</summary>
/// <param name="MaxLength">Most bytes that it may have, compressed or not.</param>
/// <param name="Compression">What compresses it; null for nothing.</param>
/// <param name="Level">How hard to compress; null for the provider's default.</param>
internal readonly record struct MessageEncoding(int MaxLength, ICompressionProvider? Compression, CompressionLevel? Level);
