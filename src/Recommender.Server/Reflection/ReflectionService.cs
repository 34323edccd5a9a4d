using Grpc.Core;
using Grpc.Reflection.V1;

namespace Recommender.Server.Reflection;

/// <summary>grpc.reflection.v1.ServerReflection over the descriptors of the services that are served.</summary>
public sealed class ReflectionService(DescriptorIndex index, IHostApplicationLifetime lifetime)
    : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        var session = new ReflectionSession(index);
        return ReflectionStream.AnswerAllAsync(requestStream, responseStream, session.Answer, context, lifetime);
    }
}
