using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>Cases about what comes beside the messages: metadata and statuses.</summary>
internal static class StatusCases
{
    public static async Task CustomMetadata(CaseContext context)
    {
        const string initial = "test_initial_metadata_value";
        byte[] trailing = [0xab, 0xab, 0xab];
        var headers = new Metadata { { EchoedMetadata.Initial, initial }, { EchoedMetadata.Trailing, trailing } };

        using var unary = context.Service.UnaryCallAsync(Sizes.Large(), headers);
        Check.Zeros(Sizes.LargeResponse, (await unary.ResponseAsync).Payload);
        CheckEchoed(await unary.ResponseHeadersAsync, unary.GetTrailers());

        using var duplex = context.Service.FullDuplexCall(headers);
        await duplex.RequestStream.WriteAsync(Sizes.Ping(Sizes.LargeRequest, Sizes.LargeResponse));
        await duplex.RequestStream.CompleteAsync();
        Check.That(await duplex.ResponseStream.MoveNext(), "the answer is missing");
        Check.Zeros(Sizes.LargeResponse, duplex.ResponseStream.Current.Payload);
        Check.That(!await duplex.ResponseStream.MoveNext(), "more answers came than were asked for");
        CheckEchoed(await duplex.ResponseHeadersAsync, duplex.GetTrailers());

        void CheckEchoed(Metadata first, Metadata last)
        {
            Check.Same("the initial metadata", initial, first.GetValue(EchoedMetadata.Initial));
            Check.Same("the trailing metadata", Convert.ToHexString(trailing), Convert.ToHexString(last.GetValueBytes(EchoedMetadata.Trailing) ?? []));
        }
    }

    public static async Task StatusCodeAndMessage(CaseContext context)
    {
        var status = new EchoStatus { Code = (int)StatusCode.Unknown, Message = "test status message" };

        await Check.Fails(
            StatusCode.Unknown,
            async () => await context.Service.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }),
            status.Message);

        using var call = context.Service.FullDuplexCall();
        await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
        await call.RequestStream.CompleteAsync();
        await Check.Fails(StatusCode.Unknown, () => call.ResponseStream.MoveNext(), status.Message);
        Check.Same("the status of the call", (StatusCode.Unknown, status.Message), (call.GetStatus().StatusCode, call.GetStatus().Detail));
    }

    public static async Task SpecialStatusMessage(CaseContext context)
    {
        const string message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
        var request = new SimpleRequest { ResponseStatus = new EchoStatus { Code = (int)StatusCode.Unknown, Message = message } };

        await Check.Fails(StatusCode.Unknown, async () => await context.Service.UnaryCallAsync(request), message);
    }

    public static Task UnimplementedMethod(CaseContext context) =>
        Check.Fails(StatusCode.Unimplemented, async () => await context.Service.UnimplementedCallAsync(new Empty()));

    public static Task UnimplementedService(CaseContext context)
    {
        var stranger = new UnimplementedService.UnimplementedServiceClient(context.Channel);
        return Check.Fails(StatusCode.Unimplemented, async () => await stranger.UnimplementedCallAsync(new Empty()));
    }
}
