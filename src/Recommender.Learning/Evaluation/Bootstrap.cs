namespace Recommender.Learning.Evaluation;

/// <summary>Intervals by drawing members anew: what the figures would have been, had other members of the same kind been asked.</summary>
/// <remarks>
/// Every model and metric sees the same draws, so the difference of two models is resampled in pairs: members who are easy
/// for both widen neither bound of it. <see cref="ResampledMeans"/> has the method and its cost. Immutable; safe from many threads.
/// </remarks>
public sealed class Bootstrap
{
    private readonly int _metrics;
    private readonly ResampledMeans _means;   // columns by outcome, then by metric

    /// <summary>Draws.</summary>
    /// <param name="outcomes">Of the same cases and metrics.</param>
    /// <param name="resamples">How often all cases are drawn anew; 0: intervals have no bounds.</param>
    /// <param name="seed">Draws.</param>
    /// <param name="threads">Most threads to use; null: all cores. The result does not depend on it.</param>
    public Bootstrap(IReadOnlyList<Outcome> outcomes, int resamples, ulong seed, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        foreach (var outcome in outcomes)
        {
            if (outcome.Values.Any(values => values.Length != outcomes[0].Values[0].Length)) throw new ArgumentException($"model '{outcome.Model}' was asked other cases than '{outcomes[0].Model}'", nameof(outcomes));
            if (!outcome.Metrics.SequenceEqual(outcomes[0].Metrics)) throw new ArgumentException($"model '{outcome.Model}' was measured otherwise than '{outcomes[0].Model}'", nameof(outcomes));
        }

        _metrics = outcomes.Count == 0 ? 0 : outcomes[0].Metrics.Count;
        _means = new ResampledMeans([.. outcomes.SelectMany(static outcome => outcome.Values)], resamples, seed, threads);
    }

    /// <summary>A figure of one model.</summary>
    public Interval Of(int outcome, int metric) => _means.Of(outcome * _metrics + metric);

    /// <summary>How much larger a figure of one model is than another's.</summary>
    public Interval Difference(int outcome, int against, int metric) => _means.Difference(outcome * _metrics + metric, against * _metrics + metric);

    /// <summary>A figure of one model with the members of each draw, in the order of the draws, which are the same for all: for what is made of several figures.</summary>
    public ReadOnlySpan<double> Means(int outcome, int metric) => _means.Drawn(outcome * _metrics + metric);

    /// <summary>The interval of a figure.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="drawn">What it is in the draws; NaN where a draw has none. Without any, the interval has no bounds.</param>
    public static Interval Between(double value, IEnumerable<double> drawn) => ResampledMeans.Between(value, drawn);
}
