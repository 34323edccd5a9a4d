using BenchmarkDotNet.Attributes;
using Google.Protobuf;

namespace Recommender.Benchmarks.Calls;

/// <summary>
/// One unary call after the other, client and server in one process: what gRPC adds to an HTTP/2 exchange of the same bytes.
/// Throughput under load is load/Recommender.Load's to measure.
/// </summary>
[MemoryDiagnoser]
public class UnaryCallBench
{
    private EchoWorld _world = null!;
    private Payload _message = null!;
    private byte[] _bytes = [];

    /// <summary>Length of the message's body, in bytes.</summary>
    [Params(16, 1400)]
    public int Length { get; set; }

    /// <summary>Starts the server and refuses a wrong answer.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        var body = new byte[Length];
        new Random(7).NextBytes(body);
        _message = new Payload { Body = ByteString.CopyFrom(body) };
        _bytes = [0, 0, 0, 0, 0, .. _message.ToByteArray()];   // as long as a gRPC message with its prefix
        _world = await EchoWorld.StartAsync();

        if (!_message.Equals(await GrpcAsync())) throw new InvalidOperationException("the gRPC echo differs from the request");
        if (!(await BareAsync()).SequenceEqual(_bytes)) throw new InvalidOperationException("the bare echo differs from the request");
    }

    /// <summary>Stops the server.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync() => await _world.DisposeAsync();

    /// <summary>HttpClient and a Kestrel endpoint.</summary>
    [Benchmark(Baseline = true)]
    public Task<byte[]> BareAsync() => _world.PostAsync(_bytes);

    /// <summary>Our client and our server.</summary>
    [Benchmark]
    public Task<Payload> GrpcAsync() => _world.CallAsync(_message);
}
