using System.Runtime.InteropServices;

namespace Recommender.Storage.Titles;

/// <summary>A country by its ISO 3166-1 code of two capital letters; the default value is every country.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct CountryCode
{
    private readonly byte _first;
    private readonly byte _second;

    private CountryCode(byte first, byte second) => (_first, _second) = (first, second);

    /// <summary>Whether this is every country.</summary>
    public bool IsEverywhere => _first == 0;

    /// <summary>The code as <c>first × 256 + second</c>; 0 for every country.</summary>
    public ushort Number => (ushort)((_first << 8) | _second);

    internal bool IsValid => (_first == 0 && _second == 0) || (char.IsAsciiLetterUpper((char)_first) && char.IsAsciiLetterUpper((char)_second));

    /// <summary>The country of a code.</summary>
    /// <param name="code">Two capital letters, or "" for every country.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static CountryCode Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length == 0) return default;
        if (code.Length == 2 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1])) return new CountryCode((byte)code[0], (byte)code[1]);
        throw new ArgumentException($"the country is '{code}'; allowed are two capital letters, or nothing for every country", nameof(code));
    }

    /// <summary>The code, or "" for every country.</summary>
    public override string ToString() => IsEverywhere ? "" : $"{(char)_first}{(char)_second}";
}
