using System.Buffers.Binary;

namespace Recommender.TestKit.Http2;

/// <summary>Sorts the frames that a server sends into the responses that they belong to.</summary>
public sealed class ResponseCollector
{
    private readonly Dictionary<int, RawResponse> _responses = [];
    private readonly HeaderDecoder _decoder = new();
    private readonly List<byte> _block = [];
    private bool _blockEndsStream;

    /// <summary>The code of the server's GOAWAY, once it came.</summary>
    public Http2Error? GoAway { get; private set; }

    /// <summary>What is known of a stream; an empty response for one that nothing came for.</summary>
    public RawResponse this[int streamId]
    {
        get
        {
            if (!_responses.TryGetValue(streamId, out var response))
                _responses[streamId] = response = new RawResponse(streamId);
            return response;
        }
    }

    /// <summary>Lets go of a response that has been judged.</summary>
    public void Forget(int streamId) => _responses.Remove(streamId);

    /// <summary>Takes in one frame, in the order of arrival.</summary>
    /// <exception cref="FormatException">A header block cannot be read.</exception>
    public void Add(Frame frame)
    {
        var payload = frame.Payload.Span;
        switch (frame.Type)
        {
            case FrameType.Headers:
                _block.Clear();
                _blockEndsStream = frame.EndsStream;
                AddBlock(frame);
                break;
            case FrameType.Continuation:
                AddBlock(frame);
                break;
            case FrameType.Data:
                this[frame.StreamId].AddData(frame);
                break;
            case FrameType.ResetStream:
                this[frame.StreamId].AddReset((Http2Error)BinaryPrimitives.ReadInt32BigEndian(payload));
                break;
            case FrameType.GoAway:
                GoAway = (Http2Error)BinaryPrimitives.ReadInt32BigEndian(payload[4..]);
                break;
        }
    }

    private void AddBlock(Frame frame)
    {
        _block.AddRange(frame.Payload.Span);
        if (!frame.Has(FrameFlags.EndHeaders)) return;
        var fields = _decoder.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_block));
        this[frame.StreamId].AddHeaders(fields, _blockEndsStream);
    }
}
