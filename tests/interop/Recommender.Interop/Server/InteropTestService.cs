using Grpc.Core;
using Grpc.Testing;

namespace Recommender.Interop.Server;

/// <summary>The server's features in gRPC's interop-test-descriptions; UnimplementedCall stays unimplemented.</summary>
internal sealed class InteropTestService : TestService.TestServiceBase
{
    private static readonly WriteOptions Compressed = new();
    private static readonly WriteOptions Uncompressed = new(WriteFlags.NoCompress);

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context)
    {
        context.WriteOptions = Uncompressed;
        return Task.FromResult(new Empty());
    }

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        new RequestCompression(context).Check(request.ExpectCompressed);
        context.WriteOptions = Wished(request.ResponseCompressed);
        await EchoMetadata(context);
        EchoStatus(request.ResponseStatus);
        return new SimpleResponse { Payload = Payloads.Zeros(request.ResponseSize) };
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        var compression = new RequestCompression(context);
        context.WriteOptions = Uncompressed;
        await EchoMetadata(context);

        var size = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            compression.Check(request.ExpectCompressed);
            size += request.Payload?.Body.Length ?? 0;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await EchoMetadata(context);
        EchoStatus(request.ResponseStatus);
        await Answer(request, responseStream, context);
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoMetadata(context);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            EchoStatus(request.ResponseStatus);
            await Answer(request, responseStream, context);
        }
    }

    private static async Task Answer(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responses, ServerCallContext context)
    {
        foreach (var parameters in request.ResponseParameters)
        {
            if (parameters.IntervalUs > 0) await Task.Delay(TimeSpan.FromMicroseconds(parameters.IntervalUs), context.CancellationToken);
            responses.WriteOptions = Wished(parameters.Compressed);
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Payloads.Zeros(parameters.Size) });
        }
    }

    private static async Task EchoMetadata(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders.GetAll(EchoedMetadata.Initial)) headers.Add(entry);
        if (headers.Count > 0) await context.WriteResponseHeadersAsync(headers);
        foreach (var entry in context.RequestHeaders.GetAll(EchoedMetadata.Trailing)) context.ResponseTrailers.Add(entry);
    }

    private static void EchoStatus(EchoStatus? asked)
    {
        if (asked is { Code: not 0 }) throw new RpcException(new Status((StatusCode)asked.Code, asked.Message));
    }

    private static WriteOptions Wished(BoolValue? compressed) => compressed is { Value: true } ? Compressed : Uncompressed;
}
