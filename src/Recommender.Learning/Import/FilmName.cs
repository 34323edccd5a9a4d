using System.Globalization;
using System.Text;

namespace Recommender.Learning.Import;

/// <summary>Takes film names apart and tells which are the same, written by different people.</summary>
internal static class FilmName
{
    private static readonly HashSet<string> Articles = new(
        ["The", "A", "An", "La", "Le", "Les", "L'", "El", "Los", "Las", "Il", "Lo", "I", "Gli", "Un", "Une", "Una", "Der", "Die", "Das", "Ein", "Eine", "Den", "Det", "De", "Het", "O", "Os", "As"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<char, string> Plain = PlainLetters();

    // One letter alone is a word or a name as often as a number.
    private static readonly Dictionary<string, string> SameWords = new(StringComparer.Ordinal)
    {
        ["vol"] = "volume",
        ["pt"] = "part",
        ["ii"] = "2",
        ["iii"] = "3",
        ["iv"] = "4",
        ["vi"] = "6",
        ["vii"] = "7",
        ["viii"] = "8",
        ["ix"] = "9",
    };

    /// <summary>Parts "Matrix, The (a.k.a. Other) (Original) (1999)" into the name, the other names and the year.</summary>
    public static (string Name, string[] Others, int? Year) Parse(string written)
    {
        var (rest, year) = TakeYear(written.Trim());
        var others = new List<string>();
        others.Add(rest);   // brackets may belong to the name
        while (rest.EndsWith(')') && rest.LastIndexOf('(') is > 0 and var open)
        {
            others.Add(WithoutAka(rest[(open + 1)..^1]));
            rest = rest[..open].TrimEnd();
        }

        return (ArticleFirst(rest), [.. others.Select(ArticleFirst).Where(other => other != ArticleFirst(rest))], year);
    }

    /// <summary>What the same name has in common however it is written: letters and digits without accents, case and articles.</summary>
    public static string KeyOf(string name)
    {
        var words = Words(name);
        return string.Concat(words.Length > 1 && words[0] is ("the" or "a" or "an") ? words[1..] : words);
    }

    /// <summary>As <see cref="KeyOf"/>, with the article: "The Killer" is not "Killer!".</summary>
    public static string WholeKeyOf(string name) => string.Concat(Words(name));

    /// <summary>"Matrix, The" as "The Matrix"; names of other languages likewise.</summary>
    public static string ArticleFirst(string name)
    {
        var comma = name.LastIndexOf(", ", StringComparison.Ordinal);
        if (comma < 0) return name;
        var article = name[(comma + 2)..];
        if (!Articles.Contains(article)) return name;
        return article.EndsWith('\'') ? article + name[..comma] : $"{article} {name[..comma]}";
    }

    private static (string Name, int? Year) TakeYear(string written)
    {
        if (!written.EndsWith(')') || written.LastIndexOf('(') is not (>= 0 and var open)) return (written, null);
        var inside = written.AsSpan(open + 1, written.Length - open - 2);
        if (inside.Length < 4 || !int.TryParse(inside[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1870 or > 2200) return (written, null);
        if (inside.Length > 4 && inside[4] is not ('-' or '–')) return (written, null);   // a series bears its years as a range
        return (written[..open].TrimEnd(), year);
    }

    private static string WithoutAka(string name)
    {
        foreach (var prefix in (string[])["a.k.a. ", "aka ", "a.k.a "])
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return name[prefix.Length..];
        }

        return name;
    }

    private static string[] Words(string name) =>
        [.. Fold(name.Replace("&", " and ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => SameWords.GetValueOrDefault(word, word))];

    // The framework takes letters apart by a library that is not everywhere; names of films need the Latin ones only.
    private static Dictionary<char, string> PlainLetters()
    {
        var plain = new Dictionary<char, string> { ['æ'] = "ae", ['œ'] = "oe", ['ß'] = "ss", ['þ'] = "th" };
        string[] rows =
        [
            "aàáâãäåāăąǎ", "cçćĉċč", "dďđð", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıǐ", "jĵ", "kķ", "lĺļľŀł", "nñńņňŉ",
            "oòóôõöøōŏőǒ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųǔ", "wŵ", "yýÿŷ", "zźżž",
        ];
        foreach (var row in rows)
        {
            foreach (var letter in row.AsSpan(1)) plain[letter] = row[..1];
        }

        return plain;
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name.ToLowerInvariant())
        {
            // "Schindler's", "E.T.", "WALL·E", and marks that stand by themselves.
            if (character is '\'' or '’' or '.' or '·' || char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            if (Plain.TryGetValue(character, out var letters)) folded.Append(letters);
            else folded.Append(char.IsLetterOrDigit(character) ? character : ' ');
        }

        return folded.ToString();
    }
}
