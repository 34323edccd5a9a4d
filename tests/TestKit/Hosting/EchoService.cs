using Google.Protobuf;
using Grpc.Core;
using Recommender.TestKit.Echo.V1;

namespace Recommender.TestKit.Hosting;

/// <summary>Answers as <c>echo.proto</c> says.</summary>
public sealed class EchoService(CallLedger ledger, EchoLimits limits) : Echo.V1.Echo.EchoBase
{
    /// <summary>The path of a method, as the wire has it.</summary>
    public static string Path(string method) => $"/recommender.testing.v1.Echo/{method}";

    /// <inheritdoc/>
    public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        using var call = ledger.Enter();
        await ObeyAsync(request, context);
        return new EchoReply { Payload = request.Payload };
    }

    /// <inheritdoc/>
    public override async Task<EchoReply> ClientStream(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        using var call = ledger.Enter();
        using var joined = new MemoryStream();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await ObeyAsync(requestStream.Current, context);
            requestStream.Current.Payload.WriteTo(joined);
        }

        return new EchoReply { Payload = ByteString.CopyFrom(joined.ToArray()) };
    }

    /// <inheritdoc/>
    public override async Task ServerStream(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        using var call = ledger.Enter();
        await AnswerAsync(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task Duplex(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        using var call = ledger.Enter();
        while (await requestStream.MoveNext(context.CancellationToken))
            await AnswerAsync(requestStream.Current, responseStream, context);
    }

    private async Task AnswerAsync(EchoRequest request, IServerStreamWriter<EchoReply> responses, ServerCallContext context)
    {
        var replies = Math.Clamp(request.Replies, 1, limits.Replies);
        for (var number = 0; number < replies; number++)
        {
            await ObeyAsync(request, context);
            await responses.WriteAsync(new EchoReply { Payload = request.Payload, Number = number });
        }
    }

    private async Task ObeyAsync(EchoRequest request, ServerCallContext context)
    {
        var delay = TimeSpan.FromMilliseconds(Math.Max(request.DelayMs, 0));
        if (delay > limits.Delay) delay = limits.Delay;
        var token = request.IgnoreCancellation ? CancellationToken.None : context.CancellationToken;
        if (delay > TimeSpan.Zero) await Task.Delay(delay, token);

        if (request.Fault.Length > 0) throw new InvalidOperationException(request.Fault);
        if (request.Status is { Code: not 0 } status) throw new RpcException(new Status((StatusCode)status.Code, status.Message));
    }
}
