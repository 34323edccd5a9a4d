namespace Recommender.Learning.Tuning;

/// <summary>Values of a model's settings, by name. Immutable.</summary>
public sealed class Settings
{
    private readonly SortedDictionary<string, double> _values;

    /// <summary>Copies values.</summary>
    public Settings(IEnumerable<KeyValuePair<string, double>> values) => _values = new(new Dictionary<string, double>(values), StringComparer.Ordinal);

    /// <summary>Names and values, by name.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>The value of a setting.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double this[string name] => _values[name];

    /// <summary>The value of a setting that is a whole number.</summary>
    public int Whole(string name) => (int)Math.Round(_values[name]);

    /// <summary>What is tried first.</summary>
    public static Settings Default(IReadOnlyList<SettingRange> space) => new(space.Select(static range => KeyValuePair.Create(range.Name, range.Default)));

    /// <summary>The same with one value changed.</summary>
    public Settings With(string name, double value) => new([.. _values.Where(pair => pair.Key != name), KeyValuePair.Create(name, value)]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _values.Select(static pair => $"{pair.Key} {pair.Value:G4}"));
}
