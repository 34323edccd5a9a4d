using System.Buffers;
using System.Text;

namespace Recommender.Grpc.Protocol;

/// <summary>The form of <c>grpc-message</c>: UTF-8 in which all but printable ASCII, and the percent sign, is <c>%XX</c>.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c != '%')));

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain)) return text;

        var encoded = new StringBuilder(text.Length + 32);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= (byte)' ' and <= (byte)'~' and not (byte)'%') encoded.Append((char)b);
            else encoded.Append('%').Append(b.ToString("X2"));
        }

        return encoded.ToString();
    }

    /// <summary>Reads what a peer wrote; what is no escape stays as it is, as the specification asks.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;

        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Write([Convert.ToByte(text.Substring(i + 1, 2), 16)]);
                i += 2;
            }
            else
            {
                bytes.Advance(Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.GetSpan(4)));
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
