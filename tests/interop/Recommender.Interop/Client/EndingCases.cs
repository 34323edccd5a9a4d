using System.Diagnostics;
using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>Cases about calls that the client cuts short, by its own will or by the clock.</summary>
internal static class EndingCases
{
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(20);

    public static async Task CancelAfterBegin(CaseContext context)
    {
        using var hastyCancellation = new CancellationTokenSource();
        using var hasty = context.Service.StreamingInputCall(cancellationToken: hastyCancellation.Token);
        await Cancel(hastyCancellation, () => hasty.ResponseAsync);

        // The echoed header proves that the server has the call before it is cancelled.
        using var cancellation = new CancellationTokenSource();
        var headers = new Metadata { { EchoedMetadata.Initial, "begun" } };
        using var call = context.Service.StreamingInputCall(headers, cancellationToken: cancellation.Token);
        Check.Same("the echoed header", "begun", (await call.ResponseHeadersAsync).GetValue(EchoedMetadata.Initial));
        await context.CheckServes();
        await Cancel(cancellation, () => call.ResponseAsync);
        await context.CheckServes();
    }

    public static async Task CancelAfterFirstResponse(CaseContext context)
    {
        using var cancellation = new CancellationTokenSource();
        using var call = context.Service.FullDuplexCall(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(Sizes.Ping(Sizes.Requests[0], Sizes.Responses[0]));
        Check.That(await call.ResponseStream.MoveNext(), "the first answer is missing");
        Check.Zeros(Sizes.Responses[0], call.ResponseStream.Current.Payload);

        await Cancel(cancellation, () => call.ResponseStream.MoveNext());
        await context.CheckServes();
    }

    public static async Task TimeoutOnSleepingServer(CaseContext context)
    {
        // One millisecond may pass before anything is sent; half a second on an open connection does not.
        foreach (var milliseconds in (int[])[1, 500])
        {
            var timeout = TimeSpan.FromMilliseconds(milliseconds);
            var begun = Stopwatch.GetTimestamp();
            using var call = context.Service.FullDuplexCall(deadline: DateTime.UtcNow + timeout);
            await Check.FailsInTime(StatusCode.DeadlineExceeded, async () =>
            {
                await WriteIfInTime(call.RequestStream);
                await call.ResponseStream.MoveNext();
            });
            Check.That(Stopwatch.GetElapsedTime(begun) > timeout - TimerSlack, "the deadline was not waited for");
            await context.CheckServes();
        }
    }

    private static Task Cancel(CancellationTokenSource cancellation, Func<Task> outcome) => Check.FailsInTime(StatusCode.Cancelled, async () =>
    {
        await cancellation.CancelAsync();
        await outcome();
    });

    /// <summary>A write to a call that is over may say so in its own way; the status is read from the answers.</summary>
    private static async Task WriteIfInTime(IClientStreamWriter<StreamingOutputCallRequest> requests)
    {
        try
        {
            await requests.WriteAsync(new StreamingOutputCallRequest { Payload = Payloads.Zeros(Sizes.Requests[0]) });
        }
        catch (Exception late) when (late is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The deadline was faster.
        }
    }
}
