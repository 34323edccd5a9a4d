using Recommender.Learning.Data;

namespace Recommender.Learning.Factorization;

/// <summary><see cref="SignalOptions"/> with what was found in the interactions that a model was trained on: all that it takes to judge another history alike. Immutable.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Least">Least value of a liking.</param>
/// <param name="Greatest">Greatest value of a liking; events beyond either count as these.</param>
/// <param name="MeanPlace">s̄: where likings lie between the two in the mean, 0 to 1.</param>
/// <param name="Newest">Seconds since 1970 UTC of the newest event; later ones are not older or younger than this.</param>
public sealed record SignalRule(SignalOptions Options, double Least, double Greatest, double MeanPlace, long Newest)
{
    private const double SecondsPerDay = 86_400;

    /// <summary>Whether every confidence and every target is 1.</summary>
    public bool IsUniform => Options.HalfLifeDays is null && Options.NegativeBelow is null && (Options.Grade == 0 || Least == Greatest);

    /// <summary>Looks at what there is.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static SignalRule Of(SignalOptions options, Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(interactions);
        options.Check();
        var (least, greatest, newest) = (double.PositiveInfinity, double.NegativeInfinity, 0L);
        foreach (var time in interactions.Times) newest = Math.Max(newest, time);
        foreach (var value in interactions.Values)
        {
            if (value < options.NegativeBelow) continue;
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }

        if (least > greatest) (least, greatest) = (1, 1);   // no likings
        var rule = new SignalRule(options, least, greatest, 0, newest);
        return rule with { MeanPlace = rule.Mean(interactions.Values) };
    }

    /// <summary>How much a value says that something was liked: −1 for a dislike, else where it lies between the least (0) and the greatest (1) liking; 1 where all are alike.</summary>
    public float Liking(float value) => value < Options.NegativeBelow ? -1 : (float)Place(value);

    /// <summary>Writes what some events mean.</summary>
    /// <param name="values">Ratings or strengths, shape (n).</param>
    /// <param name="times">Seconds since 1970 UTC, 0 where nobody knows, shape (n).</param>
    /// <param name="weights">Receives confidences, from 0, shape (n).</param>
    /// <param name="targets">Receives targets, 1 or <see cref="SignalOptions.NegativeTarget"/>, shape (n).</param>
    internal void Judge(ReadOnlySpan<float> values, ReadOnlySpan<long> times, Span<float> weights, Span<float> targets)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var isDislike = values[i] < Options.NegativeBelow;
            targets[i] = isDislike ? (float)Options.NegativeTarget : 1;
            weights[i] = (float)((isDislike ? Options.NegativeWeight : Graded(values[i])) * Freshness(times[i]));
        }
    }

    private double Mean(ReadOnlySpan<float> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (value < Options.NegativeBelow) continue;
            sum += Place(value);
            count++;
        }

        return count == 0 ? 1 : sum / count;
    }

    private double Graded(double value) => (1 + Options.Grade * Place(value)) / (1 + Options.Grade * MeanPlace);

    private double Place(double value)
    {
        if (Least == Greatest) return 1;
        var (low, high) = (Scaled(Least), Scaled(Greatest));
        return low == high ? 1 : Math.Clamp((Scaled(value) - low) / (high - low), 0, 1);
    }

    private double Scaled(double value) => Options.Scale == SignalScale.Linear ? value : Math.Log(1 + Math.Max(0, value));

    private double Freshness(long time) =>
        Options.HalfLifeDays is not { } days || time == 0 ? 1 : double.Exp2(-Math.Max(0, Newest - time) / SecondsPerDay / days);
}
