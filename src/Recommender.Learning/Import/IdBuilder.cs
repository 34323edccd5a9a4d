using System.Text;

namespace Recommender.Learning.Import;

/// <summary>Numbers ids in the order in which they are first seen, without an allocation for one seen before.</summary>
internal sealed class IdBuilder
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _ids = [];
    private readonly char[] _chars = new char[ImportOptions.MaxIdBytes];

    public IdBuilder() => _lookup = _rows.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The row of an id; the next one if it is new.</summary>
    /// <param name="id">Valid UTF-8 of 1 to <see cref="ImportOptions.MaxIdBytes"/> bytes.</param>
    public int RowOf(ReadOnlySpan<byte> id)
    {
        var chars = _chars.AsSpan(0, Encoding.UTF8.GetChars(id, _chars));
        if (_lookup.TryGetValue(chars, out var row)) return row;

        var text = chars.ToString();
        _rows.Add(text, row = _ids.Count);
        _ids.Add(text);
        return row;
    }

    /// <inheritdoc cref="RowOf(ReadOnlySpan{byte})"/>
    public int RowOf(string id)
    {
        if (_rows.TryGetValue(id, out var row)) return row;
        _rows.Add(id, row = _ids.Count);
        _ids.Add(id);
        return row;
    }

    public bool TryFind(string id, out int row) => _rows.TryGetValue(id, out row);
}
