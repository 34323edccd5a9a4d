using System.Buffers;

namespace Recommender.Numerics.Files;

/// <summary>Names of sections and kinds: 1 to 64 of a–z, 0–9, dot, hyphen.</summary>
internal static class SectionName
{
    public const int MaxBytes = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public static bool IsValid(ReadOnlySpan<char> name) => name.Length is >= 1 and <= MaxBytes && !name.ContainsAnyExcept(Allowed);

    /// <summary>Refuses what is no name.</summary>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static void Require(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (!IsValid(name)) throw new ArgumentException($"'{name}' is no name; allowed are 1..{MaxBytes} of a-z, 0-9, '.' and '-'", parameter);
    }
}
