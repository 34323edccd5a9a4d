using System.IO.Compression;
using Grpc.Net.Compression;

namespace Recommender.Grpc.Protocol;

/// <summary>The encodings that one side can read and write, by name; immutable.</summary>
internal sealed class CompressionProviders
{
    public const string Identity = "identity";

    private readonly Dictionary<string, ICompressionProvider> _byName;

    public CompressionProviders(IEnumerable<ICompressionProvider> providers)
    {
        _byName = new(StringComparer.Ordinal) { ["gzip"] = new GzipCompressionProvider(CompressionLevel.Fastest) };
        foreach (var provider in providers) _byName[provider.EncodingName] = provider;
        AcceptEncoding = string.Join(',', [Identity, .. _byName.Keys]);
    }

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    public string AcceptEncoding { get; }

    public ICompressionProvider? Find(string encoding) => _byName.GetValueOrDefault(encoding);

    /// <summary>Whether a peer that sent this <c>grpc-accept-encoding</c> reads an encoding.</summary>
    public static bool Accepts(string? acceptEncoding, string encoding)
    {
        var accepted = acceptEncoding.AsSpan();
        foreach (var part in accepted.Split(','))
            if (accepted[part].Trim().SequenceEqual(encoding)) return true;
        return false;
    }
}
