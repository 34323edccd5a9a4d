using Grpc.Core;

namespace Recommender.Benchmarks.Calls;

/// <summary>Gives back what came in.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    public override Task<Payload> Repeat(Payload request, ServerCallContext context) => Task.FromResult(request);
}
