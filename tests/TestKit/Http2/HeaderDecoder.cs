using System.Text;

namespace Recommender.TestKit.Http2;

/// <summary>
/// Reads header blocks (RFC 7541). It keeps the dynamic table of one direction of one connection, so it must see every block
/// of that direction, in order.
/// </summary>
public sealed class HeaderDecoder
{
    private const int EntryOverhead = 32;

    private readonly List<HeaderField> _table = [];   // newest first
    private int _size;
    private int _capacity = 4096;

    /// <summary>The fields of one whole block.</summary>
    /// <exception cref="FormatException">The block is not one that the RFC allows.</exception>
    public IReadOnlyList<HeaderField> Decode(ReadOnlySpan<byte> block)
    {
        var fields = new List<HeaderField>();
        while (block.Length > 0)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
                fields.Add(Entry(ReadInteger(ref block, 7)));
            else if ((first & 0xc0) == 0x40)
                fields.Add(Remember(ReadLiteral(ref block, 6)));
            else if ((first & 0xe0) == 0x20)
                Resize(ReadInteger(ref block, 5));
            else
                fields.Add(ReadLiteral(ref block, 4));
        }

        return fields;
    }

    private HeaderField ReadLiteral(ref ReadOnlySpan<byte> block, int prefix)
    {
        var index = ReadInteger(ref block, prefix);
        var name = index == 0 ? ReadText(ref block) : Entry(index).Name;
        return new HeaderField(name, ReadText(ref block));
    }

    private HeaderField Entry(int index)
    {
        if (index == 0 || index > StaticHeaders.Count + _table.Count) throw new FormatException($"header index {index} does not exist");
        return index <= StaticHeaders.Count ? StaticHeaders.Get(index) : _table[index - StaticHeaders.Count - 1];
    }

    private HeaderField Remember(HeaderField field)
    {
        _table.Insert(0, field);
        _size += SizeOf(field);
        Resize(_capacity);
        return field;
    }

    private void Resize(int capacity)
    {
        _capacity = capacity;
        while (_size > _capacity)
        {
            _size -= SizeOf(_table[^1]);
            _table.RemoveAt(_table.Count - 1);
        }
    }

    private static int SizeOf(HeaderField field) => field.Name.Length + field.Value.Length + EntryOverhead;

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        if (block.Length == 0) throw new FormatException("a header text is missing");
        var huffman = (block[0] & 0x80) != 0;
        var length = ReadInteger(ref block, 7);
        if (length > block.Length) throw new FormatException("a header text is longer than its block");
        var bytes = block[..length];
        block = block[length..];
        return huffman ? HuffmanCode.Decode(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private static int ReadInteger(ref ReadOnlySpan<byte> block, int prefix)
    {
        var mask = (1 << prefix) - 1;
        long value = block[0] & mask;
        block = block[1..];
        if (value < mask) return (int)value;
        for (var shift = 0; ; shift += 7)
        {
            if (block.Length == 0 || shift > 28) throw new FormatException("a header integer has no end");
            var octet = block[0];
            block = block[1..];
            value += (long)(octet & 0x7f) << shift;
            if (value > int.MaxValue) throw new FormatException("a header integer is too large");
            if ((octet & 0x80) == 0) return (int)value;
        }
    }
}
