using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Frames that HTTP/2 allows: other cuts of the same bytes, and bytes lost, doubled or out of order.</summary>
internal static class LegalFrameMutators
{
    /// <summary>Leaves room for padding within the 16 KiB that a frame may have.</summary>
    private const int LargestPayload = 16 * 1024 - 256;

    public static IReadOnlyList<Mutator<List<Frame>>> All { get; } =
    [
        new("cut DATA", CutData) { Harmless = true },
        new("one byte for each DATA", ShredData) { Harmless = true },
        new("joined DATA", JoinData) { Harmless = true },
        new("empty DATA", (frames, random) => InsertAfterHeaders(frames, random, Frames.Data(Stream(frames), default))) { Harmless = true },
        new("padded DATA", (frames, random) => ChangeData(frames, random, f => Padded(f, random))) { Harmless = true },
        new("padded HEADERS", (frames, random) => frames[0] = Padded(frames[0], random)) { Harmless = true },
        new("HEADERS with priority", (frames, random) => frames[0] = WithPriority(frames[0], random)) { Harmless = true },
        new("CONTINUATION", CutHeaders) { Harmless = true },
        new("control frames", (frames, random) => InsertAfterHeaders(frames, random, ControlFrame(Stream(frames), random))) { Harmless = true },
        new("unknown frame", (frames, random) => InsertAfterHeaders(frames, random, UnknownFrame(Stream(frames), random))),
        new("END_STREAM apart", EndApart) { Harmless = true },
        new("trailers", (frames, random) => EndWith(frames, Frames.Headers(Stream(frames), [new("x-trailer", random.Text(5))], endStream: true))),
        new("END_STREAM too early", (frames, random) => EndAt(frames, random.Next(frames.Count))),
        new("no END_STREAM", (frames, _) => frames[^1] = WithoutEnd(frames[^1])),
        new("half a frame of a message", (frames, random) => CutBody(frames, random)),
        new("RST_STREAM", (frames, random) => ResetAt(frames, random)),
        new("missing DATA", (frames, random) => { if (frames.Count > 2) frames.RemoveAt(random.Next(1, frames.Count - 1)); }),
        new("repeated DATA", (frames, random) => InsertAfterHeaders(frames, random, WithoutEnd(frames.Find(f => f.Type == FrameType.Data) ?? Frames.Data(Stream(frames), default)))),
        new("DATA in another order", ReorderData),
        new("damaged DATA", (frames, random) => ChangeData(frames, random, f => f with { Payload = random.Damaged(f.Payload.Span) })),
        new("random DATA", (frames, random) => InsertAfterHeaders(frames, random, Frames.Data(Stream(frames), random.Bytes(random.Next(60))))),
        new("a lone prefix", (frames, random) => InsertAfterHeaders(
            frames, random, Frames.Data(Stream(frames), GrpcFraming.Frame([], (byte)random.Next(2), (uint)random.NextInt64(1L << 32))))),
    ];

    public static int Stream(List<Frame> frames) => frames[0].StreamId;

    public static Frame WithoutEnd(Frame frame) => frame with { Flags = (byte)(frame.Flags & ~FrameFlags.EndStream) };

    private static Frame WithEnd(Frame frame) => frame with { Flags = (byte)(frame.Flags | FrameFlags.EndStream) };

    private static Frame ControlFrame(int stream, Random random) => random.Next(4) switch
    {
        0 => Frames.Ping(long.MaxValue - random.Next()),
        1 => Frames.WindowUpdate(stream, random.Next(1, 1000)),
        2 => new Frame(FrameType.Priority, 0, stream + 2, new byte[] { 0, 0, 0, 0, (byte)random.Next(256) }),
        _ => Frames.Settings(new Setting(0x99, (uint)random.Next())),
    };

    // To be ignored, says HTTP/2; Kestrel does so, SocketsHttpHandler ends the connection.
    private static Frame UnknownFrame(int stream, Random random) =>
        new((byte)random.Next(0x20, 0x100), (byte)random.Next(256), random.Pick([0, stream]), random.Bytes(random.Next(30)));

    // Never in front of the end of the header block, nor behind the end of the stream.
    private static void InsertAfterHeaders(List<Frame> frames, Random random, Frame frame)
    {
        var first = frames.FindIndex(f => f.Has(FrameFlags.EndHeaders) && f.Type is FrameType.Headers or FrameType.Continuation) + 1;
        if (first < frames.Count) frames.Insert(random.Next(first, frames.Count), frame);
    }

    private static void ChangeData(List<Frame> frames, Random random, Func<Frame, Frame> change)
    {
        var index = random.Next(frames.Count);
        if (frames[index].Type == FrameType.Data && !frames[index].Has(FrameFlags.Padded)) frames[index] = change(frames[index]);
    }

    private static Frame Padded(Frame frame, Random random)
    {
        if (frame.Has(FrameFlags.Padded) || frame.Has(FrameFlags.Priority) || frame.Payload.Length > LargestPayload) return frame;
        var padding = (byte)random.Next(256);
        return frame with { Flags = (byte)(frame.Flags | FrameFlags.Padded), Payload = (byte[])[padding, .. frame.Payload.Span, .. new byte[padding]] };
    }

    private static Frame WithPriority(Frame frame, Random random)
    {
        if (frame.Has(FrameFlags.Padded) || frame.Has(FrameFlags.Priority) || frame.Payload.Length > LargestPayload) return frame;
        byte[] priority = [0, 0, 0, 0, (byte)random.Next(256)];
        return frame with { Flags = (byte)(frame.Flags | FrameFlags.Priority), Payload = (byte[])[.. priority, .. frame.Payload.Span] };
    }

    private static void CutHeaders(List<Frame> frames, Random random)
    {
        var whole = frames[0];
        if (!whole.Has(FrameFlags.EndHeaders)) return;
        var pieces = Cut(whole.Payload, whole.Has(FrameFlags.Padded) || whole.Has(FrameFlags.Priority) ? 1 : random.Next(2, 8), random);
        var stream = whole.StreamId;
        frames[0] = whole with { Payload = pieces[0], Flags = (byte)(whole.Flags & ~FrameFlags.EndHeaders) };
        frames.InsertRange(1, pieces[1..].Append(default).Select(piece => new Frame(FrameType.Continuation, 0, stream, piece)));
        var last = pieces.Count;
        frames[last] = frames[last] with { Flags = FrameFlags.EndHeaders };
    }

    private static void CutData(List<Frame> frames, Random random)
    {
        var index = random.Next(frames.Count);
        if (IsPlainData(frames[index])) Replace(frames, index, Cut(frames[index].Payload, random.Next(2, 12), random));
    }

    private static void ShredData(List<Frame> frames, Random random)
    {
        var index = random.Next(frames.Count);
        if (!IsPlainData(frames[index]) || frames[index].Payload.Length is 0 or > 60) return;
        var bytes = frames[index].Payload;
        Replace(frames, index, [.. Enumerable.Range(0, bytes.Length).Select(i => bytes.Slice(i, 1))]);
    }

    private static void JoinData(List<Frame> frames, Random random)
    {
        var bodies = frames.Where(f => f.Type == FrameType.Data).ToList();
        if (bodies.Count < 2 || !bodies.TrueForAll(IsPlainData) || bodies.Sum(b => b.Payload.Length) > LargestPayload) return;
        var joined = bodies.SelectMany(b => b.Payload.ToArray()).ToArray();
        var first = frames.IndexOf(bodies[0]);
        frames.RemoveAll(f => f.Type == FrameType.Data);
        frames.Insert(first, bodies[^1] with { Payload = joined });
    }

    private static void Replace(List<Frame> frames, int index, List<ReadOnlyMemory<byte>> pieces)
    {
        var whole = frames[index];
        frames.RemoveAt(index);
        frames.InsertRange(index, pieces.Select(piece => WithoutEnd(whole) with { Payload = piece }));
        if (whole.EndsStream) frames[index + pieces.Count - 1] = WithEnd(frames[index + pieces.Count - 1]);
    }

    private static bool IsPlainData(Frame frame) => frame.Type == FrameType.Data && !frame.Has(FrameFlags.Padded);

    private static List<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> bytes, int count, Random random)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (; count > 1; count--)
        {
            var length = random.Next(bytes.Length + 1);
            pieces.Add(bytes[..length]);
            bytes = bytes[length..];
        }

        pieces.Add(bytes);
        return pieces;
    }

    private static void EndApart(List<Frame> frames, Random random)
    {
        if (!frames[^1].EndsStream || frames[^1].Type != FrameType.Data) return;
        EndWith(frames, Frames.Data(Stream(frames), default, endStream: true));
    }

    private static void EndWith(List<Frame> frames, Frame end)
    {
        frames[^1] = WithoutEnd(frames[^1]);
        frames.Add(end);
    }

    private static void EndAt(List<Frame> frames, int index)
    {
        if (frames[index].Type is not (FrameType.Data or FrameType.Headers) || !frames[index].Has(FrameFlags.EndHeaders) && index == 0) return;
        frames[index] = WithEnd(frames[index]);
        frames.RemoveRange(index + 1, frames.Count - index - 1);
    }

    private static void CutBody(List<Frame> frames, Random random)
    {
        var index = random.Next(frames.Count);
        if (!IsPlainData(frames[index])) return;
        frames[index] = frames[index] with { Payload = frames[index].Payload[..random.Next(frames[index].Payload.Length + 1)] };
        EndAt(frames, index);
    }

    private static void ResetAt(List<Frame> frames, Random random)
    {
        var first = frames.FindIndex(f => f.Has(FrameFlags.EndHeaders) && f.Type is FrameType.Headers or FrameType.Continuation) + 1;
        var index = random.Next(first, frames.Count + 1);
        frames.RemoveRange(index, frames.Count - index);
        frames.Add(Frames.Reset(Stream(frames), (Http2Error)random.Next(14)));
    }

    private static void ReorderData(List<Frame> frames, Random random)
    {
        var last = frames.Count - 1;
        if (last < 3 || frames[1].Type != FrameType.Data || !frames[last].EndsStream) return;
        var data = frames[1..].ToArray();
        random.Shuffle(data);
        for (var i = 0; i < data.Length; i++) frames[i + 1] = WithoutEnd(data[i]);
        frames[last] = WithEnd(frames[last]);
    }
}
