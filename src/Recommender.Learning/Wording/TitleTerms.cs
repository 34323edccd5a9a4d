using Recommender.Learning.Data;

namespace Recommender.Learning.Wording;

/// <summary>What is said of each title, in terms rather than tags: tags that mean the same are one, those that say nothing are gone. Immutable.</summary>
internal sealed class TitleTerms
{
    private const int None = -1;

    private readonly int[] _termOfTag;
    private readonly ILookup<int, int> _tagsOfTerm;
    private readonly TitleTerm[][] _ofTitle;

    private TitleTerms(Term[] terms, int[] termOfTag, IReadOnlyList<Title> titles)
    {
        (Terms, _termOfTag) = (terms, termOfTag);
        _tagsOfTerm = Enumerable.Range(0, termOfTag.Length).ToLookup(tag => termOfTag[tag]);
        _ofTitle = [.. titles.Select(title => Of(title.Tags))];
    }

    /// <summary>By term row.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Number of titles.</summary>
    public int Titles => _ofTitle.Length;

    /// <summary>The terms of a title, by term row.</summary>
    public ReadOnlySpan<TitleTerm> this[int title] => _ofTitle[title];

    /// <summary>Reads a dataset's tags.</summary>
    public static TitleTerms Of(Dataset dataset, Words words)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in dataset.Tags)
            if (words.Read(tag) is { Kind: TermKind.Person } person) people.Add(person.Name);

        var rows = new Dictionary<(TermKind, string), int>();
        var terms = new List<Term>();
        var termOfTag = new int[dataset.Tags.Count];
        for (var tag = 0; tag < termOfTag.Length; tag++)
        {
            termOfTag[tag] = None;
            if (words.Read(dataset.Tags[tag]) is not { } term) continue;
            // Viewers tag with an actor's name what the cast list knows already.
            if (term.Kind == TermKind.Theme && people.Contains(term.Name)) term = term with { Kind = TermKind.Person };
            if (!rows.TryGetValue((term.Kind, term.Name), out var row))
            {
                rows.Add((term.Kind, term.Name), row = terms.Count);
                terms.Add(term);
            }
            else if (term.Kind == TermKind.Person && term.Follows)
            {
                // The cast list writes the name as people do.
                terms[row] = term;
            }

            termOfTag[tag] = row;
        }

        return new TitleTerms([.. terms], termOfTag, dataset.Titles);
    }

    /// <summary>The tags that mean a term.</summary>
    public IEnumerable<int> TagsOf(int term) => _tagsOfTerm[term];

    // Of several tags of one term the strongest counts.
    private TitleTerm[] Of(IReadOnlyList<TitleTag> tags)
    {
        var strongest = new SortedDictionary<int, float>();
        foreach (var (tag, weight) in tags)
        {
            var term = _termOfTag[tag];
            if (term != None) strongest[term] = MathF.Max(weight, strongest.GetValueOrDefault(term));
        }

        return [.. strongest.Select(static pair => new TitleTerm(pair.Key, pair.Value))];
    }
}
