using Grpc.Core;

namespace Recommender.Load.Serving;

/// <summary>Answers with what it is sent.</summary>
internal sealed class RawEchoService : RawEchoBase
{
    public override Task<PooledBytes> Repeat(PooledBytes request, ServerCallContext context) => Task.FromResult(request);
}
