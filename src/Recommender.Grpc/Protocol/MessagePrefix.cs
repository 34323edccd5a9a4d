using System.Buffers.Binary;

namespace Recommender.Grpc.Protocol;

/// <summary>The five bytes before each message: whether it is compressed, and its length, big-endian.</summary>
internal readonly record struct MessagePrefix(byte Flag, uint Length)
{
    public const int Size = 5;

    public static MessagePrefix Read(ReadOnlySpan<byte> from) => new(from[0], BinaryPrimitives.ReadUInt32BigEndian(from[1..]));

    public void Write(Span<byte> to)
    {
        to[0] = Flag;
        BinaryPrimitives.WriteUInt32BigEndian(to[1..], Length);
    }
}
