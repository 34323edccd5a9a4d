namespace Recommender.Grpc.Protocol;

/// <summary>The form of values under <c>-bin</c> keys: base64, padded or not; several of one key may share a line, with commas.</summary>
internal static class BinaryHeader
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Reads one value.</summary>
    /// <exception cref="FormatException">The text is no base64.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd('=');
        var padded = (text.Length % 4) switch
        {
            0 => text.ToString(),
            2 => $"{text}==",
            3 => $"{text}=",
            _ => throw new FormatException("The length is none that base64 has."),
        };
        return Convert.FromBase64String(padded);
    }
}
