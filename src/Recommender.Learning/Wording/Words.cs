using System.Text;
using Recommender.Learning.Data;

namespace Recommender.Learning.Wording;

/// <summary>Known words, and how they and all others read in a phrase. Immutable; safe from many threads.</summary>
internal sealed class Words
{
    private const char Column = '|';
    private const char Listed = ';';
    private const string Skip = "skip";

    private static readonly Dictionary<string, TermKind> KindOfGroup = new(StringComparer.OrdinalIgnoreCase)
    {
        ["genre"] = TermKind.Genre,
        ["mood"] = TermKind.Mood,
        ["theme"] = TermKind.Theme,
        ["place"] = TermKind.Place,
        ["era"] = TermKind.Era,
        ["people"] = TermKind.Person,
        ["cast"] = TermKind.Person,
        ["director"] = TermKind.Person,
        ["writer"] = TermKind.Person,
    };

    // People bear any name, so theirs are looked up among people alone. Null: says nothing.
    private readonly Dictionary<(bool Person, string Name), Term?> _byName = [];

    private Words()
    {
    }

    /// <summary>The words that come with the program.</summary>
    public static Words Default { get; } = ParseResource();

    /// <summary>Reads words as <c>words.txt</c> describes them.</summary>
    /// <exception cref="InvalidDataException">A line is not such; the message has its number.</exception>
    public static Words Parse(TextReader text)
    {
        var words = new Words();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#') words.Add(line.Split(Column, StringSplitOptions.TrimEntries), number);
        }

        return words;
    }

    /// <summary>A name as names are compared: lower case, single spaces for hyphens, underscores and runs of spaces.</summary>
    public static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            var space = letter is '-' or '_' || char.IsWhiteSpace(letter);
            if (!space) plain.Append(char.ToLowerInvariant(letter));
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>What a tag means; null where it says nothing of a title.</summary>
    public Term? Read(Tag tag)
    {
        var name = Plain(tag.Name);
        if (name.Length == 0) return null;
        var known = KindOfGroup.TryGetValue(tag.Group, out var kind);

        if (!known) kind = TermKind.Theme;
        return _byName.TryGetValue((kind == TermKind.Person, name), out var term) ? term : Unlisted(kind, tag, name);
    }

    /// <summary>The first name of a word that is listed under another, not as a person's; the name itself where it is not listed.</summary>
    public string OwnName(string name) => _byName.TryGetValue((false, Plain(name)), out var term) && term is not null ? term.Name : Plain(name);

    // Whatever nobody listed reads by its group; of an unknown group, it stands before the noun.
    private static Term Unlisted(TermKind kind, Tag tag, string name)
    {
        var text = tag.Name.Trim();
        var form = (kind, tag.Group.ToUpperInvariant()) switch
        {
            (TermKind.Genre, _) or (TermKind.Mood, _) => Lowered(text),
            (TermKind.Era, _) => char.IsAsciiDigit(text[0]) ? text.EndsWith('s') ? $"from the {text}" : $"from {text}" : text,
            (TermKind.Place, _) => $"set in {text}",
            (TermKind.Person, "DIRECTOR") => $"directed by {text}",
            (TermKind.Person, "WRITER") => $"written by {text}",
            (TermKind.Person, _) => $"starring {text}",
            (_, "THEME") => $"about {Lowered(text)}",
            _ => text,
        };
        return new Term(kind, name, form, Noun: null, Order: 0, Narrows: []);
    }

    // "Mental Illness" in running text is "mental illness", but "AIDS" and "McCarthyism" stay.
    private static string Lowered(string text) =>
        string.Join(' ', text.Split(' ').Select(static word => word.Count(char.IsAsciiLetterUpper) > 1 && !word.Contains('-') ? word : word.ToLowerInvariant()));

    private static Words ParseResource()
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream("words.txt") ?? throw new InvalidOperationException("the assembly was built without words.txt");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader);
    }

    private void Add(string[] columns, int line)
    {
        string[] names = [.. Part(columns, 1).Split(Listed, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain)];
        if (names.Length == 0) throw new InvalidDataException($"line {line} of the words has no name");

        var term = columns[0] == Skip ? null : TermOf(columns, names[0], line);
        foreach (var name in names)
        {
            if (term is null) _byName[(true, name)] = null;
            if (_byName.TryAdd((term?.Kind == TermKind.Person, name), term)) continue;
            throw new InvalidDataException($"line {line} of the words: '{name}' stands on an earlier line");
        }
    }

    private static Term TermOf(string[] columns, string name, int line)
    {
        if (!Enum.TryParse<TermKind>(columns[0], ignoreCase: true, out var kind))
            throw new InvalidDataException($"line {line} of the words: kind is '{columns[0]}'; allowed are {string.Join(", ", Enum.GetNames<TermKind>())} and {Skip}");
        var (form, noun) = (Part(columns, 2), Part(columns, 3));
        if (form.Length == 0 && noun.Length == 0) throw new InvalidDataException($"line {line} of the words: '{name}' has neither form nor noun");
        string[] narrows = [.. Part(columns, 4).Split(Listed, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain)];
        return new Term(kind, name, form, noun.Length == 0 ? null : noun, line, narrows);
    }

    private static string Part(string[] columns, int index) => index < columns.Length ? columns[index] : "";
}
