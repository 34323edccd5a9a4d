using Grpc.Net.Client;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>What a case works with.</summary>
internal sealed class CaseContext : IDisposable
{
    /// <summary>The server can refuse a message that claims to be compressed and is not.</summary>
    public const string CompressedRequest = "compressed-request";

    /// <summary>The server can compress its answers.</summary>
    public const string CompressedResponse = "compressed-response";

    private readonly string[] _peerLacks;
    private int _decompressions;

    public CaseContext(int port, string[] peerLacks)
    {
        _peerLacks = peerLacks;
        var options = new GrpcChannelOptions { CompressionProviders = [new GzipWitness(() => Interlocked.Increment(ref _decompressions))] };
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}", options);
        Service = new TestService.TestServiceClient(Channel);
    }

    public GrpcChannel Channel { get; }

    public TestService.TestServiceClient Service { get; }

    /// <summary>How many answers have come compressed.</summary>
    public int Decompressions => Volatile.Read(ref _decompressions);

    public bool PeerHas(string feature) => !_peerLacks.Contains(feature);

    /// <summary>After a call that was cut short the connection still serves.</summary>
    public async Task CheckServes() => await Service.EmptyCallAsync(new Empty());

    public void Dispose() => Channel.Dispose();
}
