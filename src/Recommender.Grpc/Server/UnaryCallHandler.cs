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
        var reading = call.ReadSingleAsync(Decoder);
        if (!reading.IsCompletedSuccessfully) return ServeSlowlyAsync(reading, call);

        var answering = handler(reading.Result, call);
        if (!answering.IsCompletedSuccessfully) return EndSlowlyAsync(answering, call);

        call.EndWith(answering.Result, Serializer);
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ServeSlowlyAsync(ValueTask<TRequest> reading, ServerCall call) =>
        await EndSlowlyAsync(handler(await reading, call), call);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask EndSlowlyAsync(Task<TResponse> answering, ServerCall call) => call.EndWith(await answering, Serializer);
}
