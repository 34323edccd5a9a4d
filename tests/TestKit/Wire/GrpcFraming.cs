using System.Buffers.Binary;
using System.IO.Compression;

namespace Recommender.TestKit.Wire;

/// <summary>The five bytes before each message: a flag (1 is compressed) and the length.</summary>
public static class GrpcFraming
{
    /// <summary>Bytes before a message.</summary>
    public const int PrefixLength = 5;

    /// <summary>A message as it goes into DATA, with any flag.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte flag = 0) => Frame(message, flag, (uint)message.Length);

    /// <summary>A message as it goes into DATA, with any flag and with a length that need not be true.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, byte flag, uint claimedLength)
    {
        var framed = new byte[PrefixLength + message.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(1), claimedLength);
        message.CopyTo(framed.AsSpan(PrefixLength));
        return framed;
    }

    /// <summary>The messages in a body.</summary>
    /// <exception cref="FormatException">The body does not end with a whole message.</exception>
    public static IReadOnlyList<GrpcMessage> Split(ReadOnlyMemory<byte> body)
    {
        var messages = new List<GrpcMessage>();
        while (body.Length > 0)
        {
            if (body.Length < PrefixLength) throw new FormatException("a body ends within the prefix of a message");
            var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
            if (length > body.Length - PrefixLength) throw new FormatException("a body ends within a message");
            messages.Add(new GrpcMessage(body.Span[0], body.Slice(PrefixLength, (int)length)));
            body = body[(PrefixLength + (int)length)..];
        }

        return messages;
    }

    /// <summary>The bytes as one gzip member.</summary>
    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return output.ToArray();
    }

    /// <summary>What a gzip member holds.</summary>
    public static byte[] Gunzip(ReadOnlyMemory<byte> bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        using var output = new MemoryStream();
        gzip.CopyTo(output);
        return output.ToArray();
    }
}
