using System.Globalization;

namespace Recommender.Learning;

/// <summary>Refuses options that are out of range.</summary>
internal static class Option
{
    /// <summary>Refuses one.</summary>
    /// <exception cref="ArgumentException">It does not hold; the message names the option, its value and what is allowed.</exception>
    public static void Require(bool holds, string option, object? value, string allowed)
    {
        if (!holds) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} is {value ?? "null"}; allowed is {allowed}"), option);
    }
}
