using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Recommender.Grpc.Protocol;

/// <summary>Reads messages from the body of a request or a response.</summary>
internal static class MessagePipe
{
    /// <summary>Reads the one message that a body must have, to the end of the body.</summary>
    /// <exception cref="RpcException">There is no message, a cut one, or more than one.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T> ReadSingleAsync<T>(PipeReader body, MessageDecoder<T> decoder, ICompressionProvider? encoding)
        where T : class
    {
        T? message = null;
        if (TryReadSingle(body, decoder, encoding, ref message)) return message!;
        while (!TakeSingle(await body.ReadAsync(), body, decoder, encoding, ref message))
        {
            // A part has come; the rest is on its way.
        }

        return message!;
    }

    /// <summary>
    /// Takes what is there of a body that must have one message. Mostly that is all of it when its handler starts: then nothing
    /// is awaited, and no timer is set for slow senders.
    /// </summary>
    /// <returns>Whether it was all, and <paramref name="message"/> is the message.</returns>
    /// <exception cref="RpcException">There is no message, a cut one, or more than one.</exception>
    public static bool TryReadSingle<T>(PipeReader body, MessageDecoder<T> decoder, ICompressionProvider? encoding, ref T? message)
        where T : class => body.TryRead(out var result) && TakeSingle(result, body, decoder, encoding, ref message);

    /// <summary>Takes what was read of a body that must have one message.</summary>
    /// <returns>Whether it was all, and <paramref name="message"/> is the message.</returns>
    /// <exception cref="RpcException">There is no message, a cut one, or more than one.</exception>
    public static bool TakeSingle<T>(
        in ReadResult result, PipeReader body, MessageDecoder<T> decoder, ICompressionProvider? encoding, ref T? message)
        where T : class
    {
        var buffer = result.Buffer;
        try
        {
            if (message is null) decoder.TryRead(ref buffer, encoding, out message);
            if (message is not null && !buffer.IsEmpty) throw Broken("More than one message came where one is allowed.");
            if (result.IsCompleted && message is null) throw Broken(buffer.IsEmpty ? "No message came." : "The message is cut off.");
            return result.IsCompleted;
        }
        finally
        {
            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Reads the next message.</summary>
    /// <returns>Null at the end of the body.</returns>
    /// <exception cref="RpcException">The body ends within a message.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T?> ReadNextAsync<T>(
        PipeReader body, MessageDecoder<T> decoder, ICompressionProvider? encoding, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellation);
            var buffer = result.Buffer;
            var examined = buffer.End;
            try
            {
                if (decoder.TryRead(ref buffer, encoding, out var message))
                {
                    examined = buffer.Start;
                    return message;
                }

                if (result.IsCompleted) return buffer.IsEmpty ? null : throw Broken("The message is cut off.");
            }
            finally
            {
                body.AdvanceTo(buffer.Start, examined);
            }
        }
    }

    private static RpcException Broken(string detail) => new(new Status(StatusCode.Internal, detail));
}
