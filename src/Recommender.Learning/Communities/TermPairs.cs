using Recommender.Learning.Wording;

namespace Recommender.Learning.Communities;

/// <summary>Which terms stand together on titles, so that a phrase does not promise what there is not: "romantic documentaries". Immutable.</summary>
internal sealed class TermPairs
{
    private const int LeastTitles = 5;

    // Terms that meet less often than by chance are told apart.
    private const double LeastLift = 0.8;

    private readonly HashSet<((TermKind, string), (TermKind, string))> _meet = [];

    private TermPairs()
    {
    }

    public static TermPairs Of(TitleTerms titles)
    {
        var (single, together, tagged) = (new int[titles.Terms.Count], new Dictionary<(int, int), int>(), 0);
        var own = new List<int>();
        for (var title = 0; title < titles.Titles; title++)
        {
            own.Clear();
            foreach (var (term, _) in titles[title])
                if (titles.Terms[term].Kind != TermKind.Person) own.Add(term);
            tagged += own.Count > 0 ? 1 : 0;
            for (var i = 0; i < own.Count; i++)
            {
                single[own[i]]++;
                for (var j = 0; j < i; j++) together[(own[j], own[i])] = together.GetValueOrDefault((own[j], own[i])) + 1;
            }
        }

        var pairs = new TermPairs();
        foreach (var ((a, b), count) in together)
        {
            if (count < LeastTitles || (double)count * tagged < LeastLift * single[a] * single[b]) continue;
            pairs._meet.Add((Key(titles.Terms[a]), Key(titles.Terms[b])));
            pairs._meet.Add((Key(titles.Terms[b]), Key(titles.Terms[a])));
        }

        return pairs;
    }

    /// <summary>Whether they stand together on titles as often as chance would have it, or more.</summary>
    public bool Meet(Term a, Term b) => _meet.Contains((Key(a), Key(b)));

    private static (TermKind, string) Key(Term term) => (term.Kind, term.Name);
}
