using System.Buffers;
using System.Text;

namespace Recommender.TestKit.Http2;

/// <summary>
/// Writes header blocks as literals without indexing (RFC 7541, section 6.2.2): longer than needed, but no block depends on
/// another, so blocks may be damaged, dropped and reordered and the next one still means what it says.
/// </summary>
public static class HeaderEncoder
{
    /// <summary>The block for <paramref name="fields"/>, in their order.</summary>
    public static byte[] Encode(IEnumerable<HeaderField> fields)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var field in fields)
        {
            WriteByte(output, 0);   // literal, not indexed, new name
            WriteText(output, field.Name);
            WriteText(output, field.Value);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        WriteInteger(output, text.Length);
        var written = Encoding.Latin1.GetBytes(text, output.GetSpan(text.Length + 1));
        output.Advance(written);
    }

    // RFC 7541, section 5.1, with a prefix of seven bits; the eighth, clear, says "no Huffman code".
    private static void WriteInteger(ArrayBufferWriter<byte> output, int value)
    {
        const int Prefix = 0x7f;
        if (value < Prefix)
        {
            WriteByte(output, (byte)value);
            return;
        }

        WriteByte(output, Prefix);
        for (value -= Prefix; value >= 0x80; value >>= 7) WriteByte(output, (byte)(value | 0x80));
        WriteByte(output, (byte)value);
    }

    private static void WriteByte(ArrayBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
