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

    private readonly TermPairs _pairs = TermPairs.Of(TitleTerms.Of(dataset, words));

    /// <summary>"Lives for film noirs from the 1940s and westerns, often starring John Wayne; loves A, B and C."</summary>
    public string Of(IReadOnlyList<Told> tags, IReadOnlyList<Told> favourites)
    {
        var terms = Terms(tags);
        var people = terms.Where(static pair => pair.Term.Kind == TermKind.Person).Take(MostPeople).Select(static pair => pair.Term).ToArray();
        terms.RemoveAll(static pair => pair.Term.Kind == TermKind.Person);
        var era = TakeEra(terms);
        var devotion = terms.Count > 0 ? terms.Max(static pair => pair.Lift) : 1;
        var first = Take(terms, most: 3);
        var second = Take(terms, most: 2);
        if (era is not null) first.Add(era);

        var sentence = Watches(devotion, first, second);
        if (people.Length > 0) sentence += $", often {Together(people)}";
        string[] titles = [.. favourites.Select(told => dataset.Titles[told.Row].Name).Distinct(StringComparer.Ordinal).Take(MostNamed)];
        return titles.Length == 0 ? $"{sentence}." : $"{sentence}; loves {Phrase.Listed(titles)}.";
    }

    private string Watches(float devotion, List<Term> first, List<Term> second)
    {
        if (first.Count == 0) return "Watches a bit of everything";
        var verb = devotion >= Devoted ? "Lives for" : devotion >= Clear ? "Watches" : "Leans towards";
        var phrase = Phrase.Of(first, noun);
        if (second.Count == 0) return $"{verb} {phrase}";
        var comma = first.Exists(static term => term.Follows) ? "," : "";
        return $"{verb} {phrase}{comma} and {Phrase.Of(second, noun)}";
    }

    // The one or two decades that stand out most.
    private static Term? TakeEra(List<(Term Term, float Lift)> terms)
    {
        const string from = "from the ";
        Term[] eras = [.. terms.Where(static pair => pair.Term.Kind == TermKind.Era).Select(static pair => pair.Term).Take(2).OrderBy(static term => term.Name, StringComparer.Ordinal)];
        terms.RemoveAll(static pair => pair.Term.Kind == TermKind.Era);
        return eras.Length == 2 && eras.All(static era => era.Form.StartsWith(from, StringComparison.Ordinal))
            ? eras[0] with { Name = $"{eras[0].Name} {eras[1].Name}", Form = $"{eras[0].Form} and {eras[1].Form[from.Length..]}" }
            : eras.FirstOrDefault();
    }

    // What stands together on titles, the most distinctive first; it is gone from the list then.
    private List<Term> Take(List<(Term Term, float Lift)> terms, int most)
    {
        var taken = new List<Term>();
        for (var i = 0; i < terms.Count && taken.Count < most;)
        {
            var term = terms[i].Term;
            if (Grammar.Allows(taken, term) && taken.TrueForAll(other => _pairs.Meet(other, term)))
            {
                taken.Add(term);
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
