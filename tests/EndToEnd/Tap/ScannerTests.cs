using System.Buffers.Binary;

namespace Recommender.EndToEnd.Tap;

/// <summary>The witness is itself judged: by connections written byte for byte.</summary>
public sealed class ScannerTests
{
    private const byte EndStream = 0x1;
    private const byte Padded = 0x8;

    public static TheoryData<int> EveryChunk => new(1, 2, 3, 7, 64, 10_000);

    [Theory, MemberData(nameof(EveryChunk))]
    public void Sees_each_message_however_frames_padding_and_reads_cut_it(int chunk)
    {
        byte[] messages = [.. Message(1, 300), .. Message(0, 0), .. Message(0, 20), .. Message(1, 5)];
        byte[] connection =
        [
            .. new byte[FrameScanner.ClientPrefaceLength],
            .. Frame(FrameType.Headers, 0, 1, [9, 9, 9]),
            .. Frame(FrameType.Data, 0, 1, messages[..3]),
            .. Frame(FrameType.Data, Padded, 1, [4, .. messages[3..307], 0, 0, 0, 0]),
            .. Frame(FrameType.Data, 0, 1, []),
            .. Frame((FrameType)6, 1, 0, new byte[8]),
            .. Frame(FrameType.Data, EndStream, 1, messages[307..]),
        ];
        var call = new TappedCall();

        Feed(new FrameScanner(FrameScanner.ClientPrefaceLength, call.SeeFromClient), connection, chunk);

        Assert.Equal([new(true, 300), new(false, 0), new(false, 20), new(true, 5)], call.Requests);
    }

    [Theory, MemberData(nameof(EveryChunk))]
    public void Tells_streams_apart_and_how_they_end(int chunk)
    {
        var seen = new List<(FrameType Type, int Stream, bool Ends)>();
        byte[] connection =
        [
            .. Frame(FrameType.Headers, EndStream, 1, [1]),
            .. Frame(FrameType.Data, EndStream, 3, Message(0, 4)),
            .. Frame(FrameType.ResetStream, EndStream, 5, [0, 0, 0, 8]),
        ];

        Feed(new FrameScanner(0, frame => seen.Add((frame.Type, frame.StreamId, frame.EndsStream))), connection, chunk);

        Assert.Equal([(FrameType.Headers, 1, true), (FrameType.Data, 3, true), (FrameType.ResetStream, 5, false)], seen);
    }

    [Fact]
    public void Reports_the_code_of_a_reset()
    {
        var call = new TappedCall();

        Feed(new FrameScanner(0, call.SeeFromClient), Frame(FrameType.ResetStream, 0, 1, [0, 0, 0, 8]), chunk: 4);

        Assert.Equal(8u, call.ResetByClient);
    }

    [Fact]
    public void Refuses_a_compressed_flag_that_is_neither_0_nor_1() =>
        Assert.Throws<InvalidDataException>(() => new MessageScanner().Feed([2, 0, 0, 0, 0]));

    private static void Feed(FrameScanner scanner, byte[] bytes, int chunk)
    {
        foreach (var part in bytes.Chunk(chunk)) scanner.Feed(part);
    }

    private static byte[] Message(byte flag, int length)
    {
        var message = new byte[5 + length];
        message[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), length);
        message.AsSpan(5).Fill(1);   // never the zeros that a scanner out of step would take for flags
        return message;
    }

    private static byte[] Frame(FrameType type, byte flags, int stream, byte[] payload)
    {
        var header = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(header, payload.Length << 8);
        header[3] = (byte)type;
        header[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(5), stream);
        return [.. header, .. payload];
    }
}
