using Recommender.Learning.Data;
using Recommender.Learning.MicroGenres;
using Recommender.Learning.Wording;

namespace Recommender.Learning.Communities;

/// <summary>Says in a sentence what a community is like, by what sets it apart.</summary>
internal sealed class CommunityDescription(Dataset dataset, Words words, string noun)
{
    private const float Distinct = 1.2f;
    private const float Devoted = 3;
    private const float Clear = 1.6f;
    private const int MostNamed = 3;
    private const int MostPeople = 2;

    /// <summary>"Lives for film noirs from the 1940s and classic westerns, often starring John Wayne; loves A, B and C."</summary>
    public string Of(IReadOnlyList<Told> tags, IReadOnlyList<Told> favourites)
    {
        var terms = Terms(tags);
        var first = Take(terms, most: 3);
        var second = Take(terms, most: 2);
        var people = terms.Where(static pair => pair.Term.Kind == TermKind.Person).Take(MostPeople).Select(static pair => pair.Term).ToArray();

        var sentence = Watches(first, second);
        if (people.Length > 0) sentence += first.Count > 0 ? $", often {Together(people)}" : $" {Together(people)}";
        string[] titles = [.. favourites.Select(told => dataset.Titles[told.Row].Name).Distinct(StringComparer.Ordinal).Take(MostNamed)];
        return titles.Length == 0 ? $"{sentence}." : $"{sentence}; loves {Phrase.Listed(titles)}.";
    }

    private string Watches(List<(Term Term, float Lift)> first, List<(Term Term, float Lift)> second)
    {
        if (first.Count == 0) return "Watches a little of everything";
        var verb = first.Max(static pair => pair.Lift) switch
        {
            >= Devoted => "Lives for",
            >= Clear => "Watches",
            _ => "Leans towards",
        };
        var phrase = PhraseOf(first);
        return second.Count == 0 ? $"{verb} {phrase}" : $"{verb} {phrase}, and {PhraseOf(second)}";
    }

    private string PhraseOf(List<(Term Term, float Lift)> terms) => Phrase.Of(terms.Select(static pair => pair.Term), noun);

    // What can stand together, the most distinctive first; it is gone from the list then.
    private static List<(Term Term, float Lift)> Take(List<(Term Term, float Lift)> terms, int most)
    {
        var taken = new List<(Term Term, float Lift)>();
        for (var i = 0; i < terms.Count && taken.Count < most;)
        {
            var (term, _) = terms[i];
            if (term.Kind != TermKind.Person && Grammar.Allows(taken.Select(static pair => pair.Term), term))
            {
                taken.Add(terms[i]);
                terms.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        return taken;
    }

    private List<(Term Term, float Lift)> Terms(IReadOnlyList<Told> tags)
    {
        var terms = new List<(Term Term, float Lift)>();
        foreach (var (row, lift) in tags)
        {
            if (lift >= Distinct && words.Read(dataset.Tags[row]) is { } term && !terms.Exists(pair => pair.Term.Name == term.Name)) terms.Add((term, lift));
        }

        return terms;
    }

    // "starring A and B", but "starring A and directed by B".
    private static string Together(Term[] people)
    {
        const string starring = "starring ";
        return people.Length == 2 && people.All(static person => person.Form.StartsWith(starring, StringComparison.Ordinal))
            ? $"{people[0].Form} and {people[1].Form[starring.Length..]}"
            : string.Join(" and ", people.Select(static person => person.Form));
    }
}
