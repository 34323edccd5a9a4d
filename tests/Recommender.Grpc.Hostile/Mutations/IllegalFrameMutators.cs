using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Frames that break HTTP/2. What they hit is mostly Kestrel, and our calls that its defence ends.</summary>
internal static class IllegalFrameMutators
{
    private static readonly HeaderField[] Forbidden =
    [
        new("Upper-Case", "1"), new("connection", "close"), new("transfer-encoding", "chunked"), new("upgrade", "h2c"), new("te", "gzip"),
        new(":status", "200"), new(":method", "POST"), new(":path", "/x"), new("", "no name"), new("a b", "1"), new("line", "1\r\n2"),
        new("zero", "a\0b"), new(":unknown", "1"), new("host", "a, b"), new("x-too-long", new string('x', 40_000)), new("n\u00e9", "1"),
    ];

    public static IReadOnlyList<Mutator<List<Frame>>> All { get; } =
    [
        Any("length", (frame, random) => frame with { ClaimedLength = Length(frame, random) }),
        Any("type", (frame, random) => frame with { Type = (byte)random.Next(random.Pick([10, 256])) }),
        Any("flags", (frame, random) => frame with { Flags = (byte)random.Next(256) }),
        Any("one flag", (frame, random) => frame with { Flags = (byte)(frame.Flags ^ (1 << random.Next(8))) }),
        Any("stream", (frame, random) => frame with { StreamId = Stream(frame, random) }),
        Any("bytes of a frame", (frame, random) => frame with { Payload = random.Damaged(frame.Payload.Span) }),
        Any("cut frame", (frame, random) => frame with { Payload = frame.Payload[..random.Next(frame.Payload.Length + 1)] }),
        Any("random padding length", (frame, random) => frame with { Flags = (byte)(frame.Flags | FrameFlags.Padded) }),
        new("header block", (frames, random) => frames[0] = frames[0] with { Payload = random.Damaged(frames[0].Payload.Span) }),
        new("random header block", (frames, random) => frames[0] = frames[0] with { Payload = random.Bytes(random.Next(200)) }),
        new("odd header block", (frames, random) => frames[0] = frames[0] with { Payload = OddHeaderBlocks.Pick(random, frames[0].Payload) }),
        new("forbidden header", (frames, random) =>
            frames[0] = frames[0] with { Payload = (byte[])[.. frames[0].Payload.Span, .. HeaderEncoder.Encode([random.Pick(Forbidden)])] }),
        new("forbidden header first", (frames, random) =>
            frames[0] = frames[0] with { Payload = (byte[])[.. HeaderEncoder.Encode([random.Pick(Forbidden)]), .. frames[0].Payload.Span] }),
        new("hundreds of headers", (frames, random) => frames[0] = frames[0] with
        {
            Payload = (byte[])[.. frames[0].Payload.Span, .. HeaderEncoder.Encode(Enumerable.Repeat(new HeaderField("x", "1"), random.Next(90, 900)))],
        }),
        new("repeated frame", (frames, random) => frames.Insert(random.Next(frames.Count + 1), random.Pick(frames))),
        new("missing frame", (frames, random) => frames.RemoveAt(random.Next(frames.Count))),
        new("frames in another order", (frames, random) =>
        {
            var shuffled = frames.ToArray();
            random.Shuffle(shuffled);
            frames.Clear();
            frames.AddRange(shuffled);
        }),
        new("another call's frames", (frames, random) =>
        {
            var stream = random.Pick([frames[0].StreamId, frames[0].StreamId + 2]);
            frames.InsertRange(random.Next(frames.Count + 1), new CallDraft(random.Pick(Recordings.All)).ToFrames(stream));
        }),
        new("illegal control frame", (frames, random) => frames.Insert(random.Next(frames.Count + 1), Illegal(frames, random))),
        new("CONTINUATION without end", (frames, random) =>
        {
            frames[0] = frames[0] with { Flags = (byte)(frames[0].Flags & ~FrameFlags.EndHeaders) };
            var more = new Frame(FrameType.Continuation, 0, frames[0].StreamId, HeaderEncoder.Encode([new("x", random.Text(50))]));
            frames.InsertRange(1, Enumerable.Repeat(more, random.Next(1, 900)));
        }),
    ];

    private static Mutator<List<Frame>> Any(string name, Func<Frame, Random, Frame> change) =>
        new(name, (frames, random) =>
        {
            var index = random.Next(frames.Count);
            frames[index] = change(frames[index], random);
        });

    private static int Length(Frame frame, Random random)
    {
        var length = frame.Payload.Length;
        return random.Pick([0, Math.Max(length - 1, 0), length + 1, length + 9, length ^ 1, 16_384, 16_385, Frame.LargestLength, random.Next(Frame.LargestLength)]);
    }

    private static int Stream(Frame frame, Random random) =>
        random.Pick([0, 2, frame.StreamId + 1, frame.StreamId + 2, frame.StreamId - 2, int.MaxValue, int.MinValue | frame.StreamId, random.Next()]);

    private static Frame Illegal(List<Frame> frames, Random random)
    {
        var stream = frames.Count > 0 ? frames[0].StreamId : 1;
        return random.Next(12) switch
        {
            0 => Frames.WindowUpdate(random.Pick([0, stream]), 0),
            1 => Frames.WindowUpdate(random.Pick([0, stream]), int.MaxValue),
            2 => Frames.Settings(new Setting(Setting.InitialWindowSize, uint.MaxValue)),
            3 => Frames.Settings(new Setting(Setting.MaxFrameSize, random.Pick<uint>([0, 1, 1 << 25]))),
            4 => Frames.Settings(new(Setting.EnablePush, 7), new(Setting.HeaderTableSize, uint.MaxValue)),
            5 => new Frame(FrameType.Settings, (byte)random.Next(2), random.Next(2), random.Bytes(random.Next(20))),
            6 => new Frame(FrameType.Ping, (byte)random.Next(2), random.Next(2), random.Bytes(random.Next(20))),
            7 => new Frame(FrameType.PushPromise, FrameFlags.EndHeaders, stream, random.Bytes(random.Next(20))),
            8 => Frames.Reset(random.Pick([0, 2, stream, stream + 2]), (Http2Error)random.Next()),
            9 => Frames.GoAway(random.Next(), (Http2Error)random.Next(20)),
            10 => new Frame(FrameType.Continuation, FrameFlags.EndHeaders, stream, random.Bytes(10)),
            _ => new Frame(FrameType.Priority, 0, stream, random.Bytes(random.Next(8))),
        };
    }
}
