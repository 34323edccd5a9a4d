using System.Text;
using Recommender.Numerics;
using Recommender.Server.Pages;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>What decides on who may see titles, in the making. One thread at a time.</summary>
internal sealed class AccessColumnsBuilder
{
    private const int MostCharacters = 128;

    private readonly GrowingColumn<byte> _maturity = new();
    private readonly RowsBuilder<AvailabilityWindow> _windows = new();
    private readonly RowsBuilder<uint> _languages = new();

    /// <summary>Adds a title of the store.</summary>
    public void Add(TitleReader title)
    {
        _maturity.Add(title.Maturity);
        _windows.AddRow(title.Availability);
        AddLanguages(title);
    }

    /// <summary>Adds a title of another part.</summary>
    public void Add(AccessColumns from, int row)
    {
        _maturity.Add(from.Maturity[row]);
        _windows.AddRow(from.Windows[row]);
        _languages.AddRow(from.Languages[row]);
    }

    /// <summary>Adds a title that nobody may see.</summary>
    public void AddNone()
    {
        _maturity.Add(byte.MaxValue);
        _windows.EndRow();
        _languages.EndRow();
    }

    /// <summary>All that was added. More may be added behind it.</summary>
    public AccessColumns Build() => new(_maturity.Build(), _windows.Build(), _languages.Build());

    private void AddLanguages(TitleReader title)
    {
        var group = GroupOfLanguages(title);
        var left = group < 0 ? 0 : title.BorneTags;
        foreach (var tag in title.Tags)
        {
            if (left-- <= 0) break;
            if (tag.Group == group && PrimaryOf(tag.Id) is var language and not 0 && !_languages.Open.Contains(language)) _languages.Add(language);
        }

        _languages.EndRow();
    }

    private static int GroupOfLanguages(TitleReader title)
    {
        var number = 0;
        foreach (var group in title.Groups)
        {
            if (group.Utf8.SequenceEqual("language"u8)) return number;
            number++;
        }

        return -1;
    }

    // 0 of what is no language tag: the store takes any text.
    private static uint PrimaryOf(ReadOnlySpan<byte> tag)
    {
        Span<char> text = stackalloc char[MostCharacters];
        var length = Encoding.UTF8.GetChars(tag, text);
        return LanguageTag.IsWellFormed(text[..length]) ? LanguageTag.Primary(text[..length]) : 0;
    }
}
