using System.Buffers;
using System.Buffers.Binary;

namespace Recommender.TestKit.Http2;

/// <summary>One frame, right or wrong: nothing here checks that its parts fit each other.</summary>
public sealed record Frame(byte Type, byte Flags, int StreamId, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes before the payload: three of length, type, flags, four of stream id.</summary>
    public const int HeaderLength = 9;

    /// <summary>The largest length that its three bytes can say.</summary>
    public const int LargestLength = 0xff_ffff;

    /// <summary>The length that the header claims; null for the true one.</summary>
    public int? ClaimedLength { get; init; }

    /// <summary>Whether the END_STREAM bit is set, on a frame where it has that meaning.</summary>
    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && Has(FrameFlags.EndStream);

    /// <summary>Whether all bits of <paramref name="flag"/> are set.</summary>
    public bool Has(byte flag) => (Flags & flag) == flag;

    /// <summary>Appends the frame as it goes over the wire.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var length = ClaimedLength ?? Payload.Length;
        var header = output.GetSpan(HeaderLength);
        header[0] = (byte)(length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
        header[3] = Type;
        header[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], StreamId);
        output.Advance(HeaderLength);
        output.Write(Payload.Span);
    }

    /// <summary>The frame as it goes over the wire.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(HeaderLength + Payload.Length);
        WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
