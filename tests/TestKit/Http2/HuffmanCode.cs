using System.Text;

namespace Recommender.TestKit.Http2;

/// <summary>
/// Decodes the Huffman code of RFC 7541, appendix B. The code is canonical: within a length codes count up in the order of the
/// symbols, and the next length goes on where the last one stopped. So the symbols of each length say it all.
/// </summary>
public static class HuffmanCode
{
    private const int EndOfString = 256;
    private const int LongestCode = 30;

    private static readonly int[][] SymbolsOfLength = Build();

    /// <summary>The text of <paramref name="coded"/>, one char for each byte.</summary>
    /// <exception cref="FormatException">A code or the padding is not one that the RFC allows.</exception>
    public static string Decode(ReadOnlySpan<byte> coded)
    {
        var text = new StringBuilder(coded.Length * 2);
        int code = 0, first = 0, length = 0;
        var padding = true;   // the bits since the last symbol are all ones
        foreach (var octet in coded)
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                var one = (octet >> bit) & 1;
                padding &= one == 1;
                code = (code << 1) | one;
                first <<= 1;
                length++;
                if (length > LongestCode) throw new FormatException("no symbol has this Huffman code");
                var symbols = SymbolsOfLength[length];
                if (code - first < symbols.Length)
                {
                    var symbol = symbols[code - first];
                    if (symbol == EndOfString) throw new FormatException("a Huffman text holds its end-of-string symbol");
                    text.Append((char)symbol);
                    code = first = length = 0;
                    padding = true;
                }
                else
                {
                    first += symbols.Length;
                }
            }
        }

        if (length > 7 || !padding) throw new FormatException("a Huffman text is not padded with ones");
        return text.ToString();
    }

    private static int[][] Build()
    {
        var symbols = new int[LongestCode + 1][];
        Array.Fill(symbols, []);
        symbols[5] = Characters("012aceiost");
        symbols[6] = Characters(" %-./3456789=A_bdfghlmnpru");
        symbols[7] = Characters(":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz");
        symbols[8] = Characters("&*,;XZ");
        symbols[10] = Characters("!\"()?");
        symbols[11] = Characters("'+|");
        symbols[12] = Characters("#>");
        symbols[13] = [0, .. Characters("$@[]~")];
        symbols[14] = Characters("^}");
        symbols[15] = Characters("<`{");
        symbols[19] = ['\\', 195, 208];
        symbols[20] = [128, 130, 131, 162, 184, 194, 224, 226];
        symbols[21] = [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230];
        symbols[22] = [129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185, 186, 187, 189, 190, 196, 198, 228, 232, 233];
        symbols[23] = [1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165, 166, 168, 174, 175, 180, 182, 183, 188, 191, 197, 231, 239];
        symbols[24] = [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237];
        symbols[25] = [199, 207, 234, 235];
        symbols[26] = [192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255];
        symbols[27] = [203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248, 250, 251, 252, 253, 254];
        symbols[28] = [.. Range(2, 8), 11, 12, .. Range(14, 21), .. Range(23, 31), 127, 220, 249];
        symbols[30] = [10, 13, 22, EndOfString];
        return symbols;
    }

    private static int[] Characters(string text) => [.. text.Select(c => (int)c)];

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
