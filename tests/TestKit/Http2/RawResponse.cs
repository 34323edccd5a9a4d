using System.Buffers;
using Recommender.TestKit.Wire;

namespace Recommender.TestKit.Http2;

/// <summary>What a server has answered on one stream so far.</summary>
public sealed class RawResponse(int streamId)
{
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>The stream.</summary>
    public int StreamId => streamId;

    /// <summary>Fields of the first HEADERS.</summary>
    public IReadOnlyList<HeaderField> Headers { get; private set; } = [];

    /// <summary>Fields of the last HEADERS, when it is not the first.</summary>
    public IReadOnlyList<HeaderField> Trailers { get; private set; } = [];

    /// <summary>All bytes of DATA.</summary>
    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    /// <summary>Whether any HEADERS came.</summary>
    public bool HasHeaders => Headers.Count > 0;

    /// <summary>Whether the server has said END_STREAM.</summary>
    public bool Ended { get; private set; }

    /// <summary>The code with which the server reset the stream, if it did.</summary>
    public Http2Error? Reset { get; private set; }

    /// <summary>Whether nothing more can come on this stream.</summary>
    public bool Finished => Ended || Reset is not null;

    /// <summary>Whether the first HEADERS ended the stream.</summary>
    public bool IsTrailersOnly { get; private set; }

    /// <summary>What the server did that HTTP/2 forbids; null while it behaves.</summary>
    public string? Violation { get; private set; }

    /// <summary>The HTTP status; 0 when there is none.</summary>
    public int Status => int.TryParse(Header(":status"), out var status) ? status : 0;

    /// <summary>The number in grpc-status, from the trailers, or from the headers of a trailers-only answer.</summary>
    public int? GrpcStatus => int.TryParse(Ending("grpc-status"), out var status) ? status : null;

    /// <summary>The grpc-message as it came, percent-encoded.</summary>
    public string? GrpcMessage => Ending("grpc-message");

    /// <summary>The messages of the body.</summary>
    /// <exception cref="FormatException">The body does not end with a whole message.</exception>
    public IReadOnlyList<GrpcMessage> Messages => GrpcFraming.Split(Body);

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name) => Find(Headers, name);

    /// <summary>The first value of a trailer, or null.</summary>
    public string? Trailer(string name) => Find(Trailers, name);

    /// <inheritdoc/>
    public override string ToString()
    {
        var end = Reset is { } code ? $"reset {code}" : Ended ? "ended" : "open";
        return $"[{Join(Headers)}] {_body.WrittenCount} bytes [{Join(Trailers)}] {end}";
    }

    internal void AddHeaders(IReadOnlyList<HeaderField> fields, bool endStream)
    {
        Expect("HEADERS");
        if (fields is [{ Name: ":status", Value: ['1', _, _] }, ..]) return;   // an interim answer comes before the answer
        if (!HasHeaders)
        {
            Headers = fields;
            IsTrailersOnly = endStream;
        }
        else
        {
            if (!endStream) Violation ??= "a second HEADERS without END_STREAM";
            Trailers = fields;
        }

        Ended |= endStream;
    }

    internal void AddData(Frame frame)
    {
        Expect("DATA");
        if (!HasHeaders) Violation ??= "DATA before HEADERS";
        var payload = frame.Payload.Span;
        if (frame.Has(FrameFlags.Padded)) payload = payload[1..^payload[0]];
        _body.Write(payload);
        Ended |= frame.EndsStream;
    }

    internal void AddReset(Http2Error error) => Reset ??= error;

    // After a reset frames may follow that were on their way.
    private void Expect(string what)
    {
        if (Ended) Violation ??= $"{what} after the end of the stream";
    }

    private string? Ending(string name) => IsTrailersOnly ? Header(name) : Trailer(name);

    private static string Join(IReadOnlyList<HeaderField> fields) => string.Join(", ", fields.Select(f => $"{f.Name}: {f.Value}"));

    private static string? Find(IReadOnlyList<HeaderField> fields, string name)
    {
        foreach (var field in fields)
            if (field.Name == name) return field.Value;
        return null;
    }
}
