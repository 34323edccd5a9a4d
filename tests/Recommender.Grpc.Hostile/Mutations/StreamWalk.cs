using System.Buffers.Binary;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>
/// What a server that counts lengths as they are written can see in some bytes: where frames end, and which streams a client
/// has finished and so waits for.
/// </summary>
internal sealed class StreamWalk
{
    private readonly HashSet<int> _opened = [];
    private readonly HashSet<int> _finished = [];

    public StreamWalk(ReadOnlySpan<byte> frames)
    {
        while (frames.Length >= Frame.HeaderLength)
        {
            var length = (frames[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(frames[1..]);
            if (length > frames.Length - Frame.HeaderLength) break;
            See(frames[3], frames[4], BinaryPrimitives.ReadInt32BigEndian(frames[5..]) & int.MaxValue);
            frames = frames[(Frame.HeaderLength + length)..];
        }

        EndsWithinFrame = frames.Length > 0;
    }

    /// <summary>Whether a server must wait for more bytes before it can go on.</summary>
    public bool EndsWithinFrame { get; }

    /// <summary>Streams that the client has ended and not reset: the server owes them an answer, or the connection's end.</summary>
    public IReadOnlyCollection<int> Owed => _finished;

    /// <summary>Whether the client has opened a stream and neither ended nor reset it.</summary>
    public bool LeavesOpen(int stream) => _opened.Contains(stream) && !_finished.Contains(stream);

    private void See(byte type, byte flags, int stream)
    {
        var ends = (flags & FrameFlags.EndStream) != 0;
        switch (type)
        {
            case FrameType.Headers:
                _opened.Add(stream);
                if (ends) _finished.Add(stream);
                break;
            case FrameType.Data when ends && _opened.Contains(stream):
                _finished.Add(stream);
                break;
            case FrameType.ResetStream:
                _opened.Remove(stream);
                _finished.Remove(stream);
                break;
        }
    }
}
