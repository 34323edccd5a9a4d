namespace Recommender.Learning.Evaluation;

/// <summary>Means of columns of values, and what they would have been, had other cases been drawn.</summary>
/// <remarks>
/// The percentile method with bounds at 2.5 % and 97.5 %; Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 13.
/// Every column sees the same draws, so differences are paired. Cases that belong to one unit are drawn together, because they are
/// not independent. Values that are NaN count nowhere. O(resamples · cases · columns). Immutable; safe from many threads.
/// </remarks>
internal sealed class ResampledMeans
{
    private readonly IReadOnlyList<double[]> _columns;
    private readonly double[][] _means;   // by column, then by resample

    /// <summary>Draws.</summary>
    /// <param name="columns">Values, of the same cases.</param>
    /// <param name="resamples">How often all cases are drawn anew; 0: intervals have no bounds.</param>
    /// <param name="seed">Draws.</param>
    /// <param name="threads">Most threads to use; null: all cores. The result does not depend on it.</param>
    /// <param name="units">The unit of each case, from 0 without gaps; null: each is its own.</param>
    public ResampledMeans(IReadOnlyList<double[]> columns, int resamples, ulong seed, int? threads = null, int[]? units = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(resamples);
        _columns = columns;
        _means = [.. columns.Select(_ => new double[resamples])];
        if (columns.Count == 0) return;

        var drawing = units is null || units.Length == 0 ? columns[0].Length : units.Max() + 1;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount };
        Parallel.For(0, resamples, parallel, () => (Drawn: new int[drawing], OfCase: units is null ? null : new int[units.Length]), (resample, _, counts) =>
        {
            Draw(counts.Drawn, SplitMix64.Stream(seed, (ulong)resample));
            for (var i = 0; i < counts.OfCase?.Length; i++) counts.OfCase[i] = counts.Drawn[units![i]];
            for (var column = 0; column < columns.Count; column++) _means[column][resample] = Mean(columns[column], counts.OfCase ?? counts.Drawn);
            return counts;
        }, static _ => { });
    }

    /// <summary>A column's mean.</summary>
    public Interval Of(int column) => Between(Mean(_columns[column]), _means[column]);

    /// <summary>How much larger one column's mean is than another's.</summary>
    public Interval Difference(int column, int against) =>
        Between(Mean(_columns[column]) - Mean(_columns[against]), _means[column].Zip(_means[against], static (a, b) => a - b));

    /// <summary>A column's mean in each draw.</summary>
    public ReadOnlySpan<double> Drawn(int column) => _means[column];

    /// <summary>The interval of a figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="drawn">What it is in the draws; NaN where a draw has none. Without any, the interval has no bounds.</param>
    public static Interval Between(double value, IEnumerable<double> drawn)
    {
        double[] sorted = [.. drawn.Where(static one => !double.IsNaN(one)).Order()];
        return sorted.Length == 0 ? new(value, double.NaN, double.NaN) : new(value, Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private static void Draw(int[] drawn, SplitMix64 random)
    {
        Array.Clear(drawn);
        for (var i = 0; i < drawn.Length; i++) drawn[random.Below(drawn.Length)]++;
    }

    private static double Mean(double[] values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        return sum / count;
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
