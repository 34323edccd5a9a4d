using Grpc.Core;

namespace Recommender.Load.Serving;

/// <summary>The echo service as any service is written: generated code and Google.Protobuf's messages.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    private static readonly Task<Payload> Answered = Task.FromResult(Payloads.Answer);

    public override Task<Payload> Answer(Question request, ServerCallContext context) => Answered;

    public override Task<Payload> Repeat(Payload request, ServerCallContext context) => Task.FromResult(request);
}
