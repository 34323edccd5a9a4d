using System.Text;

namespace Recommender.Learning.Wording;

/// <summary>Puts terms together as a person would say them.</summary>
internal static class Phrase
{
    private static readonly string[] Small =
        ["a", "an", "and", "about", "based", "by", "de", "del", "directed", "from", "in", "of", "on", "or", "set", "starring", "the", "to", "van", "von", "with", "written"];

    /// <summary>As it stands in running text: "gritty crime dramas set in New York from the 1970s".</summary>
    /// <param name="terms">In any order; none gives the noun.</param>
    /// <param name="noun">What titles are called, in the plural, such as <c>movies</c>.</param>
    public static string Of(IEnumerable<Term> terms, string noun)
    {
        Term[] all = [.. terms];
        // A genre that is only ever a noun needs the last place, whatever the others' order.
        var genres = all.Where(static term => term.Kind == TermKind.Genre)
            .OrderBy(static term => term.Form.Length == 0).ThenBy(static term => term.Order).ThenBy(static term => term.Name, StringComparer.Ordinal).ToArray();
        var others = all.Where(static term => term.Kind != TermKind.Genre)
            .OrderBy(Place).ThenBy(static term => term.Order).ThenBy(static term => term.Name, StringComparer.Ordinal).ToArray();

        var words = new List<string>();
        words.AddRange(others.Where(static term => !term.Follows).Select(static term => term.Form));
        for (var i = 0; i < genres.Length; i++)
        {
            var last = i == genres.Length - 1;
            if (last && genres[i].Noun is { } own) words.Add(own);
            else words.Add(genres[i].Form.Length > 0 ? genres[i].Form : genres[i].Noun!);
            if (last && genres[i].Noun is null) words.Add(noun);
        }

        if (genres.Length == 0) words.Add(noun);
        words.AddRange(others.Where(static term => term.Follows).Select(static term => term.Form));
        return string.Join(' ', words);
    }

    /// <summary>As it stands over a row: "Gritty Crime Dramas Set in New York from the 1970s", small words small.</summary>
    public static string Headline(string phrase)
    {
        var headline = new StringBuilder(phrase.Length);
        foreach (var word in phrase.Split(' '))
        {
            if (headline.Length > 0) headline.Append(' ');
            if (headline.Length > 0 && (Small.Contains(word) || word.AsSpan().ContainsAnyInRange('A', 'Z'))) headline.Append(word);
            else foreach (var part in Capitalised(word)) headline.Append(part);
        }

        return headline.ToString();
    }

    /// <summary>Names as they are told one after the other: "A, B and C".</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    // Each part of a compound: "slow-burning" is "Slow-Burning".
    private static IEnumerable<char> Capitalised(string word)
    {
        var first = true;
        foreach (var letter in word)
        {
            yield return first ? char.ToUpperInvariant(letter) : letter;
            first = letter == '-';
        }
    }

    private static int Place(Term term) => term.Kind switch
    {
        TermKind.Mood => 0,
        TermKind.Theme => term.Form.StartsWith("with ", StringComparison.Ordinal) ? 1 : 2,
        TermKind.Place => 3,
        TermKind.Era => 4,
        _ => 5,
    };
}
