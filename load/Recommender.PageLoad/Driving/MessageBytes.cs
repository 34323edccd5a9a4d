using Google.Protobuf;

namespace Recommender.PageLoad.Driving;

/// <summary>Messages as bytes, in memory that is used again.</summary>
internal static class MessageBytes
{
    private const int Prefix = 5;   // whether compressed, and four bytes of length

    /// <summary>Writes a message into an array, which is made anew where it is too small.</summary>
    public static ReadOnlySpan<byte> Of(IMessage message, ref byte[] into)
    {
        var length = message.CalculateSize();
        if (into.Length < length) into = new byte[2 * length];
        message.WriteTo(into.AsSpan(0, length));
        return into.AsSpan(0, length);
    }

    /// <summary>Reads the message of an answer.</summary>
    /// <param name="parser">Of its type.</param>
    /// <param name="framed">With gRPC's prefix.</param>
    /// <exception cref="LoadException">It is no message of that type.</exception>
    public static T Read<T>(MessageParser<T> parser, byte[] framed)
        where T : IMessage<T>
    {
        if (framed.Length < Prefix || framed[0] != 0) throw new LoadException($"an answer of {framed.Length} bytes is no uncompressed message");
        try
        {
            return parser.ParseFrom(framed, Prefix, framed.Length - Prefix);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new LoadException($"an answer cannot be read: {failure.Message}", failure);
        }
    }
}
