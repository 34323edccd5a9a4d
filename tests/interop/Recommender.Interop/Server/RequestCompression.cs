using Grpc.Core;
using Grpc.Testing;
using Microsoft.AspNetCore.Http;

namespace Recommender.Interop.Server;

/// <summary>Counts the compressed messages of a call, and so tells whether the latest one was compressed.</summary>
internal sealed class RequestCompression(ServerCallContext context)
{
    private readonly HttpContext _call = context.GetHttpContext();
    private int _checked;

    /// <summary>Notes that a message of the call is being unpacked.</summary>
    public static void Note(HttpContext call) => call.Items[typeof(RequestCompression)] = Count(call) + 1;

    /// <summary>Compares the latest message, once, with what its sender says of it.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: it is otherwise.</exception>
    public void Check(BoolValue? expected)
    {
        var count = Count(_call);
        var compressed = count > _checked;
        _checked = count;
        if (expected is not null && expected.Value != compressed)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"expect_compressed is {expected.Value}, but compressed is {compressed}"));
    }

    private static int Count(HttpContext call) => call.Items.TryGetValue(typeof(RequestCompression), out var count) ? (int)count! : 0;
}
