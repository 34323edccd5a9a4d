using Google.Protobuf;

namespace Recommender.Load.Serving;

/// <summary>The messages of the measurement: the same bytes in the server, in the requests and in the checks.</summary>
internal static class Payloads
{
    /// <summary>Length of every answer as a serialised message, in bytes.</summary>
    public const int AnswerLength = 1400;

    /// <summary>What gRPC puts in front of a message: whether it is compressed, and its length.</summary>
    public const int PrefixLength = 5;

    private const int FieldOverhead = 3;   // one byte of tag, two of length

    /// <summary>The small question.</summary>
    public static Question Question { get; } = new() { Member = "member-00001234" };

    /// <summary>The answer of 1.4 KB; its body repeats no short pattern.</summary>
    public static Payload Answer { get; } = CreateAnswer();

    /// <summary>A message with its prefix, not compressed.</summary>
    public static byte[] Framed(IMessage message)
    {
        var bytes = message.ToByteArray();
        return [0, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    private static Payload CreateAnswer()
    {
        var body = new byte[AnswerLength - FieldOverhead];
        new Random(20260101).NextBytes(body);
        return new Payload { Body = UnsafeByteOperations.UnsafeWrap(body) };
    }
}
