using Grpc.Core;
using Recommender.TestKit.Echo.V1;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>One call of each shape, and how it ended as its caller sees it.</summary>
internal static class EchoCalls
{
    public static EchoRequest Request { get; } = new() { Payload = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) };

    public static string[] Shapes { get; } = ["Unary", "ClientStream", "ServerStream", "Duplex"];

    /// <summary>Whether the caller writes to a stream.</summary>
    public static bool HasRequestStream(string method) => method is "ClientStream" or "Duplex";

    /// <summary>Makes a call and returns its end.</summary>
    /// <exception cref="Exception">The call threw something that is no <see cref="RpcException"/>.</exception>
    public static async Task<CallEnd> MakeAsync(Echo.EchoClient client, string method, CallOptions options, EchoRequest? request = null)
    {
        var payloads = new List<byte[]>();
        request ??= Request;
        try
        {
            await (method switch
            {
                "Unary" => UnaryAsync(client, options, request, payloads),
                "ClientStream" => ClientStreamAsync(client, options, request, payloads),
                "ServerStream" => ServerStreamAsync(client, options, request, payloads),
                "Duplex" => DuplexAsync(client, options, request, payloads),
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, "no such method"),
            });
            return new CallEnd(Status.DefaultSuccess, payloads);
        }
        catch (RpcException e)
        {
            return new CallEnd(e.Status, payloads);
        }
    }

    private static async Task UnaryAsync(Echo.EchoClient client, CallOptions options, EchoRequest request, List<byte[]> payloads)
    {
        using var call = client.UnaryAsync(request, options);
        payloads.Add((await call).Payload.ToByteArray());
    }

    private static async Task ClientStreamAsync(Echo.EchoClient client, CallOptions options, EchoRequest request, List<byte[]> payloads)
    {
        using var call = client.ClientStream(options);
        await WriteAsync(call.RequestStream, request);
        payloads.Add((await call).Payload.ToByteArray());
    }

    private static async Task ServerStreamAsync(Echo.EchoClient client, CallOptions options, EchoRequest request, List<byte[]> payloads)
    {
        using var call = client.ServerStream(request, options);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) payloads.Add(call.ResponseStream.Current.Payload.ToByteArray());
    }

    private static async Task DuplexAsync(Echo.EchoClient client, CallOptions options, EchoRequest request, List<byte[]> payloads)
    {
        using var call = client.Duplex(options);
        await WriteAsync(call.RequestStream, request);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) payloads.Add(call.ResponseStream.Current.Payload.ToByteArray());
    }

    // A server may end a call before it has read the requests; then the reading side says how.
    private static async Task WriteAsync(IClientStreamWriter<EchoRequest> requests, EchoRequest request)
    {
        try
        {
            await requests.WriteAsync(request);
            await requests.WriteAsync(request);
            await requests.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException || (e is IOException && !GrpcStack.IsOurs))
        {
            // The call has ended.
        }
    }
}
