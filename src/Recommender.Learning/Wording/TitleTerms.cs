using Recommender.Learning.Data;

namespace Recommender.Learning.Wording;

/// <summary>What is said of each title, in terms rather than tags: tags that mean the same are one, those that say nothing are gone. Immutable.</summary>
internal sealed class TitleTerms
{
    private readonly TagTerms _tags;
    private readonly ILookup<int, int> _tagsOfTerm;
    private readonly TitleTerm[][] _ofTitle;

    private TitleTerms(TagTerms tags, int tagCount, IReadOnlyList<Title> titles)
    {
        _tags = tags;
        _tagsOfTerm = Enumerable.Range(0, tagCount).ToLookup(tag => tags[tag]);
        _ofTitle = [.. titles.Select(title => Of(title.Tags))];
    }

    /// <summary>By term row.</summary>
    public IReadOnlyList<Term> Terms => _tags.Terms;

    /// <summary>Number of titles.</summary>
    public int Titles => _ofTitle.Length;

    /// <summary>The terms of a title, by term row.</summary>
    public ReadOnlySpan<TitleTerm> this[int title] => _ofTitle[title];

    /// <summary>Reads a dataset's tags.</summary>
    public static TitleTerms Of(Dataset dataset, Words words) => new(TagTerms.Of(dataset.Tags, words), dataset.Tags.Count, dataset.Titles);

    /// <summary>The tags that mean a term.</summary>
    public IEnumerable<int> TagsOf(int term) => _tagsOfTerm[term];

    // Of several tags of one term the strongest counts.
    private TitleTerm[] Of(IReadOnlyList<TitleTag> tags)
    {
        var strongest = new SortedDictionary<int, float>();
        foreach (var (tag, weight) in tags)
        {
            var term = _tags[tag];
            if (term != TagTerms.None) strongest[term] = MathF.Max(weight, strongest.GetValueOrDefault(term));
        }

        return [.. strongest.Select(static pair => new TitleTerm(pair.Key, pair.Value))];
    }
}
