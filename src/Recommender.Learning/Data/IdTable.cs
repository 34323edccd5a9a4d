namespace Recommender.Learning.Data;

/// <summary>The caller's own ids, each with a dense row number. Immutable; safe from many threads.</summary>
public sealed class IdTable
{
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _rows;

    /// <summary>Numbers ids in the order given.</summary>
    /// <param name="ids">Each once.</param>
    /// <exception cref="ArgumentException">An id stands there twice; the message names it.</exception>
    public IdTable(IEnumerable<string> ids)
    {
        _ids = [.. ids];
        _rows = new Dictionary<string, int>(_ids.Length, StringComparer.Ordinal);
        for (var row = 0; row < _ids.Length; row++)
        {
            if (!_rows.TryAdd(_ids[row], row)) throw new ArgumentException($"id '{_ids[row]}' stands at rows {_rows[_ids[row]]} and {row}", nameof(ids));
        }
    }

    /// <summary>Number of ids.</summary>
    public int Count => _ids.Length;

    /// <summary>The id of a row.</summary>
    public string this[int row] => _ids[row];

    /// <summary>All ids, by row.</summary>
    public ReadOnlySpan<string> Ids => _ids;

    /// <summary>Finds the row of an id.</summary>
    public bool TryFind(string id, out int row) => _rows.TryGetValue(id, out row);
}
