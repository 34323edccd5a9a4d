using System.Text;

namespace Recommender.Learning.Import;

/// <summary>What was refused: how much, and the first of it. One thread at a time.</summary>
public sealed class RefusalLog
{
    private const int Kept = 10;
    private const int MaxShown = 60;

    private readonly bool _strict;
    private readonly List<Refusal> _first = [];
    private readonly SortedDictionary<string, long> _byField = new(StringComparer.Ordinal);

    internal RefusalLog(bool strict) => _strict = strict;

    /// <summary>Number of lines refused, or of parts of lines where the rest was taken.</summary>
    public long Count { get; private set; }

    /// <summary>The first ten.</summary>
    public IReadOnlyList<Refusal> First => _first;

    /// <summary>How many for each field that was wrong.</summary>
    public IReadOnlyDictionary<string, long> ByField => _byField;

    /// <summary>Refuses something.</summary>
    /// <exception cref="InvalidDataException">The import is strict: this ends it.</exception>
    internal void Add(string file, long line, string field, ReadOnlySpan<byte> value, string allowed)
    {
        Count++;
        _byField[field] = _byField.GetValueOrDefault(field) + 1;
        if (_first.Count == Kept && !_strict) return;
        var refusal = new Refusal(file, line, field, Shown(value), allowed);
        if (_strict) throw new InvalidDataException($"{refusal}; the import is strict, so nothing is written");
        _first.Add(refusal);
    }

    internal void Add(string file, long line, string field, string value, string allowed) => Add(file, line, field, Encoding.UTF8.GetBytes(value), allowed);

    // One line of a terminal, whatever stands in the file.
    private static string Shown(ReadOnlySpan<byte> value)
    {
        var start = Encoding.UTF8.GetString(value[..Math.Min(value.Length, MaxShown * 4)]);
        var shown = new StringBuilder();
        foreach (var character in start.Take(MaxShown)) shown.Append(char.IsControl(character) ? '\uFFFD' : character);
        if (char.IsHighSurrogate(shown.Length > 0 ? shown[^1] : ' ')) shown.Length--;
        if (shown.Length < start.Length || value.Length > MaxShown * 4) shown.Append($"… ({value.Length} bytes)");
        return shown.ToString();
    }
}
