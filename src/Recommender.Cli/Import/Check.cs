using System.CommandLine;

namespace Recommender.Cli.Import;

/// <summary>Refuses flags whose values are out of their range, by name, value and what is allowed.</summary>
internal static class Check
{
    public static void AtLeast<T>(Option<T> option, T least)
        where T : struct, IComparable<T>
    {
        option.Validators.Add(result =>
        {
            // Not "less than": NaN is neither.
            if (result.Errors.Any() || result.GetValueOrDefault<T>() is var value && value.CompareTo(least) >= 0) return;
            result.AddError($"{option.Name} is {result.GetValueOrDefault<T>()}; allowed is {least} and more");
        });
    }
}
