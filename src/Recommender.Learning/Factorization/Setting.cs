namespace Recommender.Learning.Factorization;

/// <summary>The one wording for a setting that is out of range.</summary>
internal static class Setting
{
    /// <summary>Refuses the setting, by name, unless something holds.</summary>
    public static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds) throw new ArgumentException($"{name} is {value ?? "missing"}; allowed: {allowed}", nameof(name));
    }
}
