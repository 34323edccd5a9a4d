using Grpc.Core;

namespace Recommender.Server.Reflection;

/// <summary>One answer for each request of a stream, until the client ends it or the server stops.</summary>
internal static class ReflectionStream
{
    public static async Task AnswerAllAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, Func<TRequest, TResponse> answer,
        ServerCallContext context, IHostApplicationLifetime lifetime)
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            // A tool may keep its stream open and idle for hours; draining does not wait for it.
            while (await requests.MoveNext(context.CancellationToken).WaitAsync(stopping))
                await responses.WriteAsync(answer(requests.Current));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the server is stopping"));
        }
    }
}
