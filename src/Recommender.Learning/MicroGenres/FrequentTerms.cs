using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Finds all combinations of up to four terms that have enough support and can stand in one phrase.</summary>
/// <remarks>
/// Depth by depth over lists of titles, as Zaki, "Scalable Algorithms for Association Mining", TKDE 12, 2000 (Eclat); what may
/// extend a combination is counted on its own titles, so terms that never meet cost nothing. Combinations that lose no title
/// against a shorter one are not extended: whatever they would lead to says no more than without the superfluous term
/// (Bastide et al., "Mining Frequent Patterns with Counting Inference", SIGKDD Explorations 2, 2000). Deterministic.
/// </remarks>
internal sealed class FrequentTerms
{
    // A longer combination is worth its words only if it takes some titles away.
    private const double LargestShareKept = 0.9;

    private readonly TitleTerms _titles;
    private readonly MicroGenreOptions _options;
    private readonly bool[] _frequent;
    private readonly double _leastSupport;
    private readonly Dictionary<TermSet, double> _supports = [];

    public FrequentTerms(TitleTerms titles, MicroGenreOptions options)
    {
        (_titles, _options) = (titles, options);
        _frequent = new bool[titles.Terms.Count];
        _leastSupport = Math.Max(options.LeastSupport, options.LeastPart * titles.Titles);
    }

    /// <summary>The support of terms that were found; NaN where they were not.</summary>
    public double SupportOf(ReadOnlySpan<int> terms) => _supports.TryGetValue(Combination.KeyOf(terms), out var support) ? support : double.NaN;

    /// <summary>Finds them: shorter ones first, in ascending order of their terms.</summary>
    public List<Combination> Find(CancellationToken cancellation)
    {
        var all = new List<Combination>();
        var level = Singles();
        while (level.Count > 0)
        {
            foreach (var found in level) _supports.Add(Combination.KeyOf(found.Terms), found.Support);
            all.AddRange(level);
            if (level[0].Terms.Length == _options.MostTags) break;
            level = Extend(level, cancellation);
        }

        return all;
    }

    private List<Combination> Singles()
    {
        var titles = new List<int>[_titles.Terms.Count];
        var weights = new List<float>[_titles.Terms.Count];
        for (var term = 0; term < titles.Length; term++) (titles[term], weights[term]) = ([], []);
        for (var title = 0; title < _titles.Titles; title++)
        {
            foreach (var (term, weight) in _titles[title])
            {
                titles[term].Add(title);
                weights[term].Add(weight);
            }
        }

        var singles = new List<Combination>();
        for (var term = 0; term < titles.Length; term++)
        {
            var single = new Combination([term], [.. titles[term]], [.. weights[term]]);
            if (!IsFrequent(single)) continue;
            _frequent[term] = true;
            singles.Add(single);
        }

        return singles;
    }

    private List<Combination> Extend(List<Combination> level, CancellationToken cancellation)
    {
        var next = new List<Combination>();
        var counts = new double[_titles.Terms.Count];
        foreach (var shorter in level)
        {
            cancellation.ThrowIfCancellationRequested();
            next.AddRange(Candidates(shorter, counts).Select(term => With(shorter, term)).Where(IsFrequent));
            if (next.Count > 2L * _options.Breadth) next = Widest(next);
        }

        return Widest(next);
    }

    private bool IsFrequent(Combination combination) => combination.Support >= _leastSupport && combination.Titles.Length >= _options.LeastTitles;

    // Those with most support, in the order found; of equals the earlier ones.
    private List<Combination> Widest(List<Combination> level) =>
        level.Count <= _options.Breadth ? level
        : [.. level.Index().OrderByDescending(static pair => pair.Item.Support).Take(_options.Breadth).OrderBy(static pair => pair.Index).Select(static pair => pair.Item)];

    // Later terms that stand with all of the combination often enough, ascending.
    private List<int> Candidates(Combination shorter, double[] supports)
    {
        var last = shorter.Terms[^1];
        var met = new SortedSet<int>();
        for (var i = 0; i < shorter.Titles.Length; i++)
        {
            foreach (var (term, weight) in _titles[shorter.Titles[i]])
            {
                if (term <= last || !_frequent[term]) continue;
                if (supports[term] == 0) met.Add(term);
                supports[term] += MathF.Min(weight, shorter.Weights[i]);
            }
        }

        var kept = new List<int>();
        foreach (var term in met)
        {
            if (supports[term] >= _leastSupport && Fits(shorter, term, supports[term])) kept.Add(term);
            supports[term] = 0;
        }

        return kept;
    }

    private bool Fits(Combination shorter, int term, double support)
    {
        if (support > LargestShareKept * shorter.Support) return false;
        if (!Grammar.Allows(shorter.Terms.Select(other => _titles.Terms[other]), _titles.Terms[term])) return false;

        // Every part must have been found, and must lose titles to the whole.
        var whole = (Span<int>)[.. shorter.Terms, term];
        Span<int> part = stackalloc int[whole.Length - 1];
        for (var without = 0; without < whole.Length - 1; without++)
        {
            whole[..without].CopyTo(part);
            whole[(without + 1)..].CopyTo(part[without..]);
            if (!(support <= LargestShareKept * SupportOf(part))) return false;
        }

        return true;
    }

    private Combination With(Combination shorter, int term)
    {
        var (titles, weights) = (new List<int>(), new List<float>());
        for (var i = 0; i < shorter.Titles.Length; i++)
        {
            foreach (var (other, weight) in _titles[shorter.Titles[i]])
            {
                if (other != term) continue;
                titles.Add(shorter.Titles[i]);
                weights.Add(MathF.Min(weight, shorter.Weights[i]));
            }
        }

        return new Combination([.. shorter.Terms, term], [.. titles], [.. weights]);
    }
}
