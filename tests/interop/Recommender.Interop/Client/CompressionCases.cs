using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Client;

/// <summary>Cases about compressed messages beside uncompressed ones.</summary>
internal static class CompressionCases
{
    private const int AggregatedSize = 73086;

    private static readonly WriteOptions NoCompression = new(WriteFlags.NoCompress);

    /// <summary>With this header, which stays at home, a call compresses what it sends.</summary>
    private static readonly Metadata Compressing = new() { { "grpc-internal-encoding-request", GzipWitness.Gzip } };

    public static async Task ClientCompressedUnary(CaseContext context)
    {
        var compressed = new CallOptions(Compressing);
        var uncompressed = new CallOptions(Compressing, writeOptions: NoCompression);

        if (context.PeerHas(CaseContext.CompressedRequest))
            await Check.Fails(StatusCode.InvalidArgument, () => Ask(expected: true, uncompressed));
        await Ask(expected: true, compressed);
        await Ask(expected: false, uncompressed);

        async Task Ask(bool expected, CallOptions options)
        {
            var request = Sizes.Large();
            request.ExpectCompressed = new BoolValue { Value = expected };
            Check.Zeros(Sizes.LargeResponse, (await context.Service.UnaryCallAsync(request, options)).Payload);
        }
    }

    public static async Task ServerCompressedUnary(CaseContext context)
    {
        foreach (var compressed in (bool[])[true, false])
        {
            var before = context.Decompressions;
            var request = Sizes.Large();
            request.ResponseCompressed = new BoolValue { Value = compressed };
            Check.Zeros(Sizes.LargeResponse, (await context.Service.UnaryCallAsync(request)).Payload);
            CheckCompression(context, before, compressed);
        }
    }

    public static async Task ClientCompressedStreaming(CaseContext context)
    {
        if (context.PeerHas(CaseContext.CompressedRequest))
        {
            using var probe = context.Service.StreamingInputCall(Compressing);
            await Check.Fails(StatusCode.InvalidArgument, async () =>
            {
                probe.RequestStream.WriteOptions = NoCompression;
                await probe.RequestStream.WriteAsync(Request(compressed: true, 27182));
                await probe.RequestStream.CompleteAsync();
                await probe.ResponseAsync;
            });
        }

        using var call = context.Service.StreamingInputCall(Compressing);
        await call.RequestStream.WriteAsync(Request(compressed: true, 27182));
        call.RequestStream.WriteOptions = NoCompression;
        await call.RequestStream.WriteAsync(Request(compressed: false, 45904));
        await call.RequestStream.CompleteAsync();
        Check.Same("the aggregated size", AggregatedSize, (await call.ResponseAsync).AggregatedPayloadSize);

        static StreamingInputCallRequest Request(bool compressed, int size) =>
            new() { ExpectCompressed = new BoolValue { Value = compressed }, Payload = Payloads.Zeros(size) };
    }

    public static async Task ServerCompressedStreaming(CaseContext context)
    {
        (int Size, bool Compressed)[] expected = [(31415, true), (92653, false)];
        var request = new StreamingOutputCallRequest();
        foreach (var (size, compressed) in expected)
            request.ResponseParameters.Add(new ResponseParameters { Size = size, Compressed = new BoolValue { Value = compressed } });

        using var call = context.Service.StreamingOutputCall(request);
        foreach (var (size, compressed) in expected)
        {
            var before = context.Decompressions;
            Check.That(await call.ResponseStream.MoveNext(), "the stream ended before the last answer");
            Check.Zeros(size, call.ResponseStream.Current.Payload);
            CheckCompression(context, before, compressed);
        }

        Check.That(!await call.ResponseStream.MoveNext(), "more answers came than were asked for");
    }

    private static void CheckCompression(CaseContext context, int before, bool asked)
    {
        var expected = asked && context.PeerHas(CaseContext.CompressedResponse);
        Check.Same("whether the answer came compressed", expected, context.Decompressions > before);
    }
}
