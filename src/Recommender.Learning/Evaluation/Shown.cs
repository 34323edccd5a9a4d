namespace Recommender.Learning.Evaluation;

/// <summary>The best place at which each title has stood. Safe from many threads.</summary>
internal sealed class Shown(int titles, IReadOnlyList<int> cutoffs)
{
    // 0: never shown; else titles + 1 less the place, so that the best place is the largest number.
    private readonly int[] _best = new int[titles];

    /// <summary>A title stood at a place, from 1.</summary>
    public void At(int title, int place)
    {
        var mark = titles + 1 - place;
        var seen = Volatile.Read(ref _best[title]);
        while (mark > seen)
        {
            var before = Interlocked.CompareExchange(ref _best[title], mark, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    /// <summary>For each cutoff the share of titles that stood within it.</summary>
    public IReadOnlyDictionary<int, double> Coverage() => cutoffs.Distinct().ToDictionary(
        static cutoff => cutoff, cutoff => _best.Count(mark => mark > 0 && titles + 1 - mark <= cutoff) / (double)titles);
}
