using Recommender.Learning.Wording;

namespace Recommender.Learning.MicroGenres;

/// <summary>Chooses the best combinations that differ from one another.</summary>
/// <remarks>
/// Greedy: a combination's worth falls with how often its titles are covered already, so that good ones of many kinds come
/// before more of the same. Worth only ever falls, so a heap that looks again at its top finds the best without scoring all
/// (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978). Equals: the earlier one.
/// </remarks>
internal sealed class Selection(TitleTerms titles, MicroGenreOptions options)
{
    // After so many micro-genres have a title, it is worth half.
    private const double Enough = 3;

    private readonly int[] _covered = new int[titles.Titles];
    private readonly List<int>[] _chosenOf = new List<int>[titles.Titles];
    private readonly List<Combination> _chosen = [];
    private readonly List<double> _worth = [];

    /// <summary>Best first.</summary>
    /// <param name="candidates">Combinations with what they are worth, above 0.</param>
    public IEnumerable<Combination> Choose(IReadOnlyList<(Combination Combination, double Worth)> candidates)
    {
        // There are more well-known people than anything else, and each would be a row: they get what is left to them.
        var ofPeople = candidates.ToLookup(pair => pair.Combination.Terms.Any(term => titles.Terms[term].Kind == TermKind.Person));
        Take([.. ofPeople[false]], options.Most - (int)(options.PeoplePart * options.Most));
        var share = options.PeoplePart / Math.Max(1 - options.PeoplePart, 1e-9);
        Take([.. ofPeople[true]], (int)Math.Min(options.Most, _chosen.Count * (1 + share)));
        return _chosen.Index().OrderByDescending(pair => _worth[pair.Index]).Select(static pair => pair.Item);
    }

    private void Take((Combination Combination, double Worth)[] candidates, int most)
    {
        var heap = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < candidates.Length; i++) heap.Enqueue(i, (-candidates[i].Worth, i));

        while (_chosen.Count < most && heap.TryDequeue(out var best, out _))
        {
            var (combination, worth) = candidates[best];
            var now = -worth * Newness(combination);
            if (heap.TryPeek(out _, out var next) && (now, best).CompareTo(next) > 0) heap.Enqueue(best, (now, best));
            else if (!IsKnown(combination)) Take(combination, -now);
        }
    }

    private double Newness(Combination combination)
    {
        var sum = 0.0;
        foreach (var title in combination.Titles) sum += Enough / (Enough + _covered[title]);
        return sum / combination.Titles.Length;
    }

    // Whether one that was chosen has much the same titles.
    private bool IsKnown(Combination combination)
    {
        var shared = new Dictionary<int, int>();
        foreach (var title in combination.Titles)
            foreach (var chosen in _chosenOf[title] ?? []) shared[chosen] = shared.GetValueOrDefault(chosen) + 1;
        return shared.Any(pair => pair.Value >= options.SamePart * (_chosen[pair.Key].Titles.Length + combination.Titles.Length - pair.Value));
    }

    private void Take(Combination combination, double worth)
    {
        foreach (var title in combination.Titles)
        {
            _covered[title]++;
            (_chosenOf[title] ??= []).Add(_chosen.Count);
        }

        _chosen.Add(combination);
        _worth.Add(worth);
    }
}
