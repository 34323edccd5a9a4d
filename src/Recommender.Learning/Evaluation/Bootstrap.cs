namespace Recommender.Learning.Evaluation;

/// <summary>Intervals by drawing members anew: what the figures would have been, had other members of the same kind been asked.</summary>
/// <remarks>
/// The percentile method with bounds at 2.5 % and 97.5 %; Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 13.
/// Every model and metric sees the same draws, so the difference of two models is resampled in pairs: members who are easy
/// for both widen neither bound of it. O(resamples · cases · figures). Immutable; safe from many threads.
/// </remarks>
public sealed class Bootstrap
{
    private readonly IReadOnlyList<Outcome> _outcomes;

    // By outcome, then by metric: the mean of every resample.
    private readonly double[][][] _means;

    /// <summary>Draws.</summary>
    /// <param name="outcomes">Of the same cases and metrics.</param>
    /// <param name="resamples">How often all cases are drawn anew; 0: intervals have no bounds.</param>
    /// <param name="seed">Draws.</param>
    /// <param name="threads">Most threads to use; null: all cores. The result does not depend on it.</param>
    public Bootstrap(IReadOnlyList<Outcome> outcomes, int resamples, ulong seed, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentOutOfRangeException.ThrowIfNegative(resamples);
        _outcomes = outcomes;
        _means = [.. outcomes.Select(outcome => outcome.Values.Select(_ => new double[resamples]).ToArray())];
        if (outcomes.Count == 0) return;

        var cases = outcomes[0].Values[0].Length;
        foreach (var outcome in outcomes)
        {
            if (outcome.Values.Any(values => values.Length != cases)) throw new ArgumentException($"model '{outcome.Model}' was asked other cases than '{outcomes[0].Model}'", nameof(outcomes));
            if (!outcome.Metrics.SequenceEqual(outcomes[0].Metrics)) throw new ArgumentException($"model '{outcome.Model}' was measured otherwise than '{outcomes[0].Model}'", nameof(outcomes));
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount };
        Parallel.For(0, resamples, parallel, () => new int[cases], (resample, _, drawn) =>
        {
            Resample(resample, drawn, SplitMix64.Stream(seed, (ulong)resample));
            return drawn;
        }, static _ => { });
    }

    /// <summary>A figure of one model.</summary>
    public Interval Of(int outcome, int metric) => Between(_outcomes[outcome].Mean(_outcomes[outcome].Metrics[metric]), _means[outcome][metric]);

    /// <summary>How much larger a figure of one model is than another's.</summary>
    public Interval Difference(int outcome, int against, int metric)
    {
        var name = _outcomes[outcome].Metrics[metric];
        var (mine, theirs) = (_means[outcome][metric], _means[against][metric]);
        return Between(_outcomes[outcome].Mean(name) - _outcomes[against].Mean(name), mine.Zip(theirs, static (a, b) => a - b));
    }

    /// <summary>A figure of one model with the members of each draw, in the order of the draws, which are the same for all: for what is made of several figures.</summary>
    public ReadOnlySpan<double> Means(int outcome, int metric) => _means[outcome][metric];

    /// <summary>The interval of a figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="drawn">What it is in the draws; NaN where a draw has none. Without any, the interval has no bounds.</param>
    public static Interval Between(double value, IEnumerable<double> drawn)
    {
        double[] sorted = [.. drawn.Where(static one => !double.IsNaN(one)).Order()];
        return sorted.Length == 0 ? new(value, double.NaN, double.NaN) : new(value, Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private void Resample(int resample, int[] drawn, SplitMix64 random)
    {
        Array.Clear(drawn);
        for (var i = 0; i < drawn.Length; i++) drawn[random.Below(drawn.Length)]++;
        for (var outcome = 0; outcome < _outcomes.Count; outcome++)
        {
            for (var metric = 0; metric < _outcomes[outcome].Values.Count; metric++)
                _means[outcome][metric][resample] = Mean(_outcomes[outcome].Values[metric], drawn);
        }
    }

    private static double Mean(double[] values, int[] drawn)
    {
        var (sum, count) = (0.0, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            sum += values[i] * drawn[i];
            count += drawn[i];
        }

        return sum / count;
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
