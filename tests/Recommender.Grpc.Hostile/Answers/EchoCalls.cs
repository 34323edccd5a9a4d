using Grpc.Core;
using Recommender.TestKit.Echo.V1;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>One call of each shape, and how it ended as its caller sees it.</summary>
internal static class EchoCalls
{
    private static readonly EchoRequest Request = new() { Payload = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) };

    public static string[] Shapes { get; } = ["Unary", "ClientStream", "ServerStream", "Duplex"];

    /// <summary>Whether the caller writes to a stream.</summary>
    public static bool HasRequestStream(string method) => method is "ClientStream" or "Duplex";

    /// <summary>Makes a call and returns its end.</summary>
    /// <exception cref="Exception">The call threw something that is no <see cref="RpcException"/>.</exception>
    public static async Task<CallEnd> MakeAsync(Echo.EchoClient client, string method, CallOptions options)
    {
        var payloads = new List<byte[]>();
        try
        {
            await (method switch
            {
                "Unary" => UnaryAsync(client, options, payloads),
                "ClientStream" => ClientStreamAsync(client, options, payloads),
                "ServerStream" => ServerStreamAsync(client, options, payloads),
                "Duplex" => DuplexAsync(client, options, payloads),
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, "no such method"),
            });
            return new CallEnd(Status.DefaultSuccess, payloads);
        }
        catch (RpcException e)
        {
            return new CallEnd(e.Status, payloads);
        }
    }

    private static async Task UnaryAsync(Echo.EchoClient client, CallOptions options, List<byte[]> payloads)
    {
        using var call = client.UnaryAsync(Request, options);
        payloads.Add((await call).Payload.ToByteArray());
    }

    private static async Task ClientStreamAsync(Echo.EchoClient client, CallOptions options, List<byte[]> payloads)
    {
        using var call = client.ClientStream(options);
        await WriteAsync(call.RequestStream);
        payloads.Add((await call).Payload.ToByteArray());
    }

    private static async Task ServerStreamAsync(Echo.EchoClient client, CallOptions options, List<byte[]> payloads)
    {
        using var call = client.ServerStream(Request, options);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) payloads.Add(call.ResponseStream.Current.Payload.ToByteArray());
    }

    private static async Task DuplexAsync(Echo.EchoClient client, CallOptions options, List<byte[]> payloads)
    {
        using var call = client.Duplex(options);
        await WriteAsync(call.RequestStream);
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) payloads.Add(call.ResponseStream.Current.Payload.ToByteArray());
    }

    // A server may end a call before it has read the requests; then the reading side says how.
    private static async Task WriteAsync(IClientStreamWriter<EchoRequest> requests)
    {
        try
        {
            await requests.WriteAsync(Request);
            await requests.WriteAsync(Request);
            await requests.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException || (e is IOException && !GrpcStack.IsOurs))
        {
            // The call has ended.
        }
    }
}
