using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Makes micro-genres of combinations: names them and orders their titles.</summary>
internal sealed class MicroGenreWriting(Dataset dataset, TitleTerms terms, MicroGenreOptions options)
{
    private readonly int[] _plays = CountPlays(dataset.Interactions);

    public MicroGenreSet Write(IEnumerable<Combination> chosen, Interest interest)
    {
        // Two combinations of one name, such as a genre and a theme that read alike: the better one bears it.
        var names = new HashSet<string>(StringComparer.Ordinal);
        var kept = chosen.Select(combination => (Combination: combination, Name: NameOf(combination))).Where(pair => names.Add(pair.Name)).ToArray();
        var titles = kept.Select(pair => Order(pair.Combination)).ToArray();
        return new MicroGenreSet(
            [.. kept.Select(static pair => pair.Name)],
            Rows.Of(kept.Select(pair => pair.Combination.Terms.SelectMany(terms.TagsOf).Order().ToArray())),
            Rows.Of(titles.Select(static order => order.Titles)),
            Rows.Of(titles.Select(static order => order.Strengths)),
            [.. kept.Select(static pair => (float)pair.Combination.Support)],
            [.. kept.Select(pair => (float)interest.LiftOf(pair.Combination))],
            dataset.Titles.Count);
    }

    private string NameOf(Combination combination) =>
        Phrase.Headline(Phrase.Of(combination.Terms.Select(term => terms.Terms[term]), options.Noun));

    // Strongest first; of equals the one that more members chose.
    private (int[] Titles, float[] Strengths) Order(Combination combination)
    {
        var strengths = new float[combination.Titles.Length];
        for (var i = 0; i < strengths.Length; i++) strengths[i] = combination.Weights[i] * Purity.Of(terms[combination.Titles[i]], combination.Terms, terms.Terms);
        int[] order = [.. Enumerable.Range(0, strengths.Length)
            .OrderByDescending(i => strengths[i]).ThenByDescending(i => _plays[combination.Titles[i]]).ThenBy(i => combination.Titles[i])];
        return ([.. order.Select(i => combination.Titles[i])], [.. order.Select(i => strengths[i])]);
    }

    private static int[] CountPlays(Interactions interactions)
    {
        var plays = new int[interactions.TitleCount];
        foreach (var title in interactions.Titles) plays[title]++;
        return plays;
    }
}
