using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>Calls the gRPC endpoints through a client that reads statuses, which the load generator does not.</summary>
internal static class ClientCheck
{
    private const int Calls = 100;   // of each method

    /// <summary>Makes the calls, one after the other.</summary>
    /// <exception cref="DriverException">A call ended with another status than OK or another answer.</exception>
    public static async Task RunAsync(Uri server, CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress(server);
        var echo = new Echo.EchoClient(channel);
        var raw = channel.CreateCallInvoker();
        var options = new CallOptions(cancellationToken: cancellation);
        var expected = Payloads.Framed(Payloads.Answer).AsMemory(Payloads.PrefixLength);

        for (var call = 0; call < Calls; call++)
        {
            await ExpectAsync(echo.AnswerAsync(Payloads.Question, options), Payloads.Answer.Equals);
            await ExpectAsync(echo.RepeatAsync(Payloads.Answer, options), Payloads.Answer.Equals);
            await ExpectAsync(
                raw.AsyncUnaryCall(RawEchoBase.RepeatMethod, host: null, options, PooledBytes.CopyOf(expected.Span)),
                answer => answer.Bytes.SequenceEqual(expected.Span));
        }
    }

    private static async Task ExpectAsync<TAnswer>(AsyncUnaryCall<TAnswer> call, Func<TAnswer, bool> isExpected)
    {
        using (call)
        {
            try
            {
                if (!isExpected(await call)) throw new DriverException($"a gRPC client read another {typeof(TAnswer).Name} than expected");
            }
            catch (RpcException failure)
            {
                throw new DriverException($"a gRPC client saw {failure.Status}");
            }
        }
    }
}
