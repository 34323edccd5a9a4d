using System.Buffers.Binary;

namespace Recommender.EndToEnd.Tap;

/// <summary>What the tap saw of one call, which is one HTTP/2 stream.</summary>
internal sealed class TappedCall
{
    private readonly MessageScanner _requests = new();
    private readonly MessageScanner _responses = new();

    public IReadOnlyList<TappedMessage> Requests => _requests.Messages;

    public IReadOnlyList<TappedMessage> Responses => _responses.Messages;

    /// <summary>The error code with which the client reset the stream; null if it did not.</summary>
    public uint? ResetByClient { get; private set; }

    /// <summary>Whether the server ended the stream, be it with trailers or with a reset.</summary>
    public bool EndedByServer { get; private set; }

    public void SeeFromClient(Frame frame)
    {
        if (frame.Type == FrameType.Data) _requests.Feed(frame.Payload);
        if (frame.Type == FrameType.ResetStream) ResetByClient = BinaryPrimitives.ReadUInt32BigEndian(frame.Payload);
    }

    public void SeeFromServer(Frame frame)
    {
        if (frame.Type == FrameType.Data) _responses.Feed(frame.Payload);
        EndedByServer |= frame.EndsStream || frame.Type == FrameType.ResetStream;
    }

    /// <summary>The flags as in "[10] -> [0]", for messages of failed assertions.</summary>
    public override string ToString() => $"[{Flags(Requests)}] -> [{Flags(Responses)}]";

    /// <summary>The compressed flags of messages as a text of digits, one for each message.</summary>
    public static string Flags(IEnumerable<TappedMessage> messages) =>
        string.Concat(messages.Select(message => message.Compressed ? '1' : '0'));
}
