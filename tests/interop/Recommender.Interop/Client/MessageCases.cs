using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>Cases about messages: the four shapes of calls, nothing and much.</summary>
internal static class MessageCases
{
    private const int AggregatedSize = 74922;

    public static async Task EmptyUnary(CaseContext context) =>
        Check.Same("the answer", new Empty(), await context.Service.EmptyCallAsync(new Empty()));

    public static async Task LargeUnary(CaseContext context)
    {
        var response = await context.Service.UnaryCallAsync(Sizes.Large());
        Check.Zeros(Sizes.LargeResponse, response.Payload);
    }

    public static async Task ClientStreaming(CaseContext context)
    {
        using var call = context.Service.StreamingInputCall();
        foreach (var size in Sizes.Requests)
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Payloads.Zeros(size) });
        await call.RequestStream.CompleteAsync();

        Check.Same("the aggregated size", AggregatedSize, (await call.ResponseAsync).AggregatedPayloadSize);
    }

    public static async Task ServerStreaming(CaseContext context)
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.Add(Sizes.Responses.Select(size => new ResponseParameters { Size = size }));

        using var call = context.Service.StreamingOutputCall(request);
        var count = 0;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            Check.That(count < Sizes.Responses.Count, "more answers came than were asked for");
            Check.Zeros(Sizes.Responses[count++], response.Payload);
        }

        Check.Same("the number of answers", Sizes.Responses.Count, count);
    }

    public static async Task PingPong(CaseContext context)
    {
        using var call = context.Service.FullDuplexCall();
        foreach (var (requestSize, responseSize) in Sizes.Requests.Zip(Sizes.Responses))
        {
            await call.RequestStream.WriteAsync(Sizes.Ping(requestSize, responseSize));
            Check.That(await call.ResponseStream.MoveNext(), "the stream ended before the last answer");
            Check.Zeros(responseSize, call.ResponseStream.Current.Payload);
        }

        await call.RequestStream.CompleteAsync();
        Check.That(!await call.ResponseStream.MoveNext(), "more answers came than were asked for");
        Check.Same("the status", StatusCode.OK, call.GetStatus().StatusCode);
    }

    public static async Task EmptyStream(CaseContext context)
    {
        using var call = context.Service.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        Check.That(!await call.ResponseStream.MoveNext(), "an answer came that was not asked for");
        Check.Same("the status", StatusCode.OK, call.GetStatus().StatusCode);
    }
}
