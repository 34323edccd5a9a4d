using System.Buffers;

namespace Recommender.Server.Pages;

/// <summary>Language tags (BCP 47), of which the primary subtag is what counts.</summary>
internal static class LanguageTag
{
    private const int LongestSubtag = 8;
    private const int LongestPrimary = 3;

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Whether a text has the form of a tag whose primary subtag is a language of ISO 639: two or three letters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> tag)
    {
        var primary = PrimaryOf(tag);
        if (primary.Length is not (2 or LongestPrimary)) return false;
        foreach (var letter in primary)
            if (!char.IsAsciiLetter(letter)) return false;
        foreach (var range in tag.Split('-'))
            if (tag[range] is { Length: 0 or > LongestSubtag } || tag[range].ContainsAnyExcept(LettersAndDigits)) return false;
        return true;
    }

    /// <summary>The primary subtag as <c>first × 65,536 + second × 256 + third</c> in lower case; 0 of an empty tag.</summary>
    /// <param name="tag">Well-formed, or empty.</param>
    public static uint Primary(ReadOnlySpan<char> tag)
    {
        var primary = PrimaryOf(tag);
        var packed = 0u;
        for (var i = 0; i < LongestPrimary; i++) packed = (packed << 8) | (i < primary.Length ? (uint)primary[i] | 0x20 : 0);
        return packed;
    }

    private static ReadOnlySpan<char> PrimaryOf(ReadOnlySpan<char> tag) => tag.IndexOf('-') is >= 0 and var end ? tag[..end] : tag;
}
