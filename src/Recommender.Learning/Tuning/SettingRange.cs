namespace Recommender.Learning.Tuning;

/// <summary>The values that a setting may take, as a way from 0 to 1.</summary>
public sealed record SettingRange
{
    private SettingRange(string name, double @default, Func<double, double> at, Func<double, double> back) =>
        (Name, Default, At, Back) = (name, @default, at, back);

    /// <summary>The name in tables, files and options.</summary>
    public string Name { get; }

    /// <summary>What is tried first.</summary>
    public double Default { get; }

    /// <summary>The value at a place from 0 to 1.</summary>
    public Func<double, double> At { get; }

    /// <summary>Whether greater values take longer to learn with and seldom do worse, so that the others are searched for with small ones first.</summary>
    public bool IsCostly { get; init; }

    /// <summary>A place at which the value is.</summary>
    internal Func<double, double> Back { get; }

    /// <summary>Numbers that are tried evenly by their logarithm.</summary>
    public static SettingRange Logarithmic(string name, double low, double high, double @default) =>
        new(name, @default, at => low * Math.Pow(high / low, at), value => Math.Log(value / low) / Math.Log(high / low));

    /// <summary>Whole numbers that are tried evenly by their logarithm.</summary>
    public static SettingRange Whole(string name, int low, int high, int @default) =>
        new(name, @default, at => Math.Round(low * Math.Pow((double)high / low, at)), value => Math.Log(value / low) / Math.Log((double)high / low));

    /// <summary>Numbers that are tried evenly.</summary>
    public static SettingRange Linear(string name, double low, double high, double @default) =>
        new(name, @default, at => low + at * (high - low), value => (value - low) / (high - low));

    /// <summary>Some values, ascending.</summary>
    public static SettingRange Choice(string name, double[] values, double @default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(name, @default, at => values[Math.Min((int)(at * values.Length), values.Length - 1)], value => (Array.IndexOf(values, value) + 0.5) / values.Length);
    }
}
