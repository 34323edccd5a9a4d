using System.Globalization;

namespace Recommender.Storage.Decisions;

/// <summary>Ids of answers: 32 hexadecimal digits of a UUID (RFC 9562, version 7), as a number. Later ones are greater.</summary>
public static class DecisionIds
{
    private const int Digits = 32;
    private const int BitsAfterTime = 80;
    private const int VersionAt = 76;
    private const int TimeOrdered = 7;

    /// <summary>Reads an id; false where it is none of the server's.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 id)
    {
        id = 0;
        return text.Length == Digits && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && (int)(id >> VersionAt & 15) == TimeOrdered;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out UInt128)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out UInt128 id)
    {
        id = 0;
        return utf8.Length == Digits && UInt128.TryParse(utf8, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && (int)(id >> VersionAt & 15) == TimeOrdered;
    }

    /// <summary>When the answer was given, in milliseconds since 1970, UTC.</summary>
    public static long TimeOf(UInt128 id) => (long)(ulong)(id >> BitsAfterTime);
}
