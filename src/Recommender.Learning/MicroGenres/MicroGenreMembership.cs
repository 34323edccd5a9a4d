using System.Runtime.InteropServices;
using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Says by its tags of which micro-genres a title is: of those that it would be of, had they been mined with it. One thread at a time.</summary>
public sealed class MicroGenreMembership
{
    /// <summary>The term of a tag that says nothing to any micro-genre.</summary>
    public const int NoTerm = TagTerms.None;

    private readonly TagTerms _tags;
    private readonly int[][] _terms;          // of each micro-genre, ascending
    private readonly int[][] _byRarestTerm;   // micro-genres by the term that fewest of them have
    private readonly float[] _weightOf;       // of the title that is looked at, by term; 0 for none
    private readonly List<TitleTerm> _title = [];
    private readonly List<MicroGenreStrength> _found = [];

    /// <summary>Prepares to tell.</summary>
    /// <param name="microGenres">Which there are.</param>
    /// <param name="tags">The tags of the catalogue that they were mined from, by row.</param>
    public MicroGenreMembership(MicroGenreSet microGenres, IReadOnlyList<Tag> tags)
        : this(microGenres, tags, Words.Default)
    {
    }

    internal MicroGenreMembership(MicroGenreSet microGenres, IReadOnlyList<Tag> tags, Words words)
    {
        ArgumentNullException.ThrowIfNull(microGenres);
        ArgumentNullException.ThrowIfNull(tags);
        _tags = TagTerms.Of(tags, words);
        _weightOf = new float[_tags.Terms.Count];
        _terms = [.. Enumerable.Range(0, microGenres.Count).Select(row => TermsOf(microGenres.Tags(row)))];
        var common = new int[_tags.Terms.Count];
        foreach (var term in _terms.SelectMany(static own => own)) common[term]++;
        var byRarest = Enumerable.Range(0, _terms.Length).Where(row => _terms[row].Length > 0).ToLookup(row => _terms[row].MinBy(term => common[term]));
        _byRarestTerm = [.. Enumerable.Range(0, common.Length).Select(term => byRarest[term].ToArray())];
    }

    /// <summary>The term that a tag means, as <see cref="Find"/> takes it; <see cref="NoTerm"/> where that says nothing. Tags that the catalogue did not have may be asked for too.</summary>
    public int TermOf(Tag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return _tags.TermOf(tag);
    }

    /// <summary>Finds the micro-genres of a title.</summary>
    /// <param name="terms">Terms of its tags; one may stand there several times, and <see cref="NoTerm"/> counts nothing.</param>
    /// <param name="weights">As many weights, in (0, 1].</param>
    /// <returns>Rows of micro-genres with how much the title is of each, in (0, 1], the strongest first, equal ones by row. Ends with the next call.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <remarks>O(tags + micro-genres with a term of the title).</remarks>
    public ReadOnlySpan<MicroGenreStrength> Find(scoped ReadOnlySpan<int> terms, scoped ReadOnlySpan<float> weights)
    {
        if (terms.Length != weights.Length) throw new ArgumentException($"lengths are {terms.Length} and {weights.Length}; they must be equal", nameof(weights));
        _found.Clear();
        Read(terms, weights);
        foreach (var (term, _) in _title)
        {
            foreach (var microGenre in _byRarestTerm[term])
            {
                var strength = Least(_terms[microGenre]);
                if (strength > 0) _found.Add(new(microGenre, strength * Purity.Of(CollectionsMarshal.AsSpan(_title), _terms[microGenre], _tags.Terms)));
            }
        }

        foreach (var (term, _) in _title) _weightOf[term] = 0;
        _found.Sort(static (one, other) => one.Strength != other.Strength ? other.Strength.CompareTo(one.Strength) : one.MicroGenre.CompareTo(other.MicroGenre));
        return CollectionsMarshal.AsSpan(_found);
    }

    private void Read(scoped ReadOnlySpan<int> terms, scoped ReadOnlySpan<float> weights)
    {
        _title.Clear();
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i] == NoTerm) continue;
            if (_weightOf[terms[i]] == 0) _title.Add(new TitleTerm(terms[i], weights[i]));
            _weightOf[terms[i]] = MathF.Max(_weightOf[terms[i]], weights[i]);
        }
    }

    // 0 where the title lacks one.
    private float Least(int[] terms)
    {
        var least = float.MaxValue;
        foreach (var term in terms) least = MathF.Min(least, _weightOf[term]);
        return least;
    }

    private int[] TermsOf(ReadOnlySpan<int> tags)
    {
        var terms = new SortedSet<int>();
        foreach (var tag in tags)
            if (_tags[tag] != NoTerm) terms.Add(_tags[tag]);
        return [.. terms];
    }
}
