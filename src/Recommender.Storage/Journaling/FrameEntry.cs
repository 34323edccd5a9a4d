using FASTER.core;

namespace Recommender.Storage.Journaling;

/// <summary>
/// A record on its way into FASTER's page. FASTER writes the address that it has found into its caller's variable before it
/// asks for the bytes, so the checksum can cover it.
/// </summary>
internal readonly unsafe struct FrameEntry(byte* record, int length, long* position, long previous, long durable) : ILogEnqueueEntry
{
    public int SerializedLength => Frame.OwnHeadBytes + length;

    public void SerializeTo(Span<byte> destination) =>
        Frame.Write(destination, new ReadOnlySpan<byte>(record, length), *position, previous, durable);
}
