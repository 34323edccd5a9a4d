using Recommender.Learning.Evaluation;
using Recommender.Measuring;

namespace Recommender.DiversityFigures;

/// <summary>What each curve gains in diversity for what it loses of NDCG, with the members as they are and drawn anew.</summary>
/// <remarks>Every curve sees the same draws, so differences are paired; price and gain of a draw are those of the draw alone.</remarks>
internal sealed class TradeOffs
{
    private readonly RisingCurve[] _measured;
    private readonly RisingCurve[][] _drawn;
    private readonly double[] _dials;

    public TradeOffs(IReadOnlyList<Curve> curves, Plan plan)
    {
        Curves = curves;
        _dials = [.. plan.Dials.Select(static dial => (double)dial)];
        _measured = [.. curves.Select(static curve => Trade(curve.ByDial.Count, (dial, metric) => curve.ByDial[dial].Mean(Curve.Metrics[metric])))];

        var bootstrap = new Bootstrap([.. curves.SelectMany(static curve => curve.ByDial)], plan.Resamples, seed: 1);
        _drawn = [.. Enumerable.Range(0, curves.Count).Select(at =>
            Enumerable.Range(0, plan.Resamples).Select(draw => Trade(_dials.Length, (dial, metric) => bootstrap.Means(at * _dials.Length + dial, metric)[draw])).ToArray())];
    }

    public IReadOnlyList<Curve> Curves { get; }

    /// <summary>The place of a method's curve.</summary>
    public int Of(Method method, RelevanceScale scale) => Enumerable.Range(0, Curves.Count).First(at => Curves[at].Method == method && Curves[at].Scale == scale);

    /// <summary>What a curve gains at a loss.</summary>
    public double Gain(int curve, double loss) => _measured[curve].GainAt(loss);

    /// <summary>How its dial stands there.</summary>
    public double Dial(int curve, double loss) => _measured[curve].SettingAt(loss, _dials);

    /// <summary>How much more one curve gains than another at a loss.</summary>
    public Interval Advantage(int curve, int over, double loss) =>
        Bootstrap.Between(Gain(curve, loss) - Gain(over, loss), _drawn[curve].Zip(_drawn[over], (one, other) => one.GainAt(loss) - other.GainAt(loss)));

    // Shares of NDCG lost against diversity won, both since the first dial, which is relevance alone.
    private static RisingCurve Trade(int dials, Func<int, int, double> mean)
    {
        var (ndcg, diversity) = (mean(0, Curve.Ndcg), mean(0, Curve.Diversity));
        return new(
            [.. Enumerable.Range(0, dials).Select(dial => 1 - mean(dial, Curve.Ndcg) / ndcg)],
            [.. Enumerable.Range(0, dials).Select(dial => mean(dial, Curve.Diversity) - diversity)]);
    }
}
