using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using Request = Grpc.Reflection.V1.ServerReflectionRequest;

namespace Recommender.Server.Reflection;

/// <summary>grpc.reflection.v1alpha.ServerReflection, for clients that know no other.</summary>
public sealed class ReflectionAlphaService(DescriptorIndex index, IHostApplicationLifetime lifetime)
    : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        var session = new ReflectionSession(index);
        return ReflectionStream.AnswerAllAsync(
            requestStream, responseStream, request => Answer(session, request), context, lifetime);
    }

    // The two versions differ in their package only, so the bytes of one are the bytes of the other.
    private static ServerReflectionResponse Answer(ReflectionSession session, ServerReflectionRequest request)
    {
        var answer = session.Answer(Request.Parser.ParseFrom(request.ToByteString()));
        return ServerReflectionResponse.Parser.ParseFrom(answer.ToByteString());
    }
}
