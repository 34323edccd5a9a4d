using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
    : CallHandler<TRequest, TResponse>(settings, method)
    where TRequest : class
    where TResponse : class
{
    protected override ValueTask ServeAsync(ServerCall call)
    {
        TRequest? request = null;
        if (!call.TryReadSingle(Decoder, ref request)) return ServeSlowlyAsync(request, call);

        var answering = handler(request!, call);
        if (!answering.IsCompletedSuccessfully) return EndSlowlyAsync(answering, call);

        call.EndWith(answering.Result, Serializer);
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ServeSlowlyAsync(TRequest? request, ServerCall call)
    {
        while (!call.TakeSingle(await call.ReadMoreAsync(), Decoder, ref request))
        {
            // A part has come; the rest is on its way.
        }

        call.EndWith(await handler(request!, call), Serializer);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask EndSlowlyAsync(Task<TResponse> answering, ServerCall call) => call.EndWith(await answering, Serializer);
}
