using Recommender.Learning.Policies;

namespace Recommender.PolicyFigures;

/// <summary>How an estimator did in many worlds of a kind.</summary>
/// <param name="Kind">The estimator.</param>
/// <param name="Bias">Mean error.</param>
/// <param name="Error">Root of the mean squared error.</param>
/// <param name="Covered">Share of worlds whose truth lies within the interval.</param>
/// <param name="Width">Mean width of the interval.</param>
/// <param name="Warned">Share of worlds of whose overlap the report warns.</param>
/// <param name="CoveredUnwarned">Share of the other worlds whose truth lies within the interval; NaN where there are none.</param>
public sealed record WorldFigures(EstimatorKind Kind, double Bias, double Error, double Covered, double Width, double Warned, double CoveredUnwarned)
{
    private const int Resamples = 400;

    /// <summary>Makes worlds of a kind and has their policies judged.</summary>
    public static IReadOnlyList<WorldFigures> Of(WorldKind kind, int worlds)
    {
        var judgements = new (double Truth, PolicyJudgement Judgement)[worlds];
        Parallel.For(0, worlds, seed =>
        {
            var world = new MadeWorld(kind, seed);
            judgements[seed] = (world.Truth, PolicyEvaluation.Run(kind.Name, world.Log, [world], new() { Resamples = Resamples, Seed = (ulong)seed, Threads = 1 }).Judgements[0]);
        });
        return [.. Estimator.All.Select(estimator => Of(estimator, judgements))];
    }

    private static WorldFigures Of(EstimatorKind kind, (double Truth, PolicyJudgement Judgement)[] judgements)
    {
        var errors = judgements.Select(world => world.Judgement[kind].Value.Value - world.Truth).ToArray();
        var unwarned = judgements.Where(static world => world.Judgement.Overlap.Warnings.Count == 0).ToArray();
        return new(
            kind, errors.Average(), Math.Sqrt(errors.Average(static error => error * error)), Share(kind, judgements),
            judgements.Average(world => world.Judgement[kind].Value is var value ? value.High - value.Low : 0),
            1 - (double)unwarned.Length / judgements.Length, Share(kind, unwarned));
    }

    private static double Share(EstimatorKind kind, (double Truth, PolicyJudgement Judgement)[] judgements) =>
        (double)judgements.Count(world => world.Judgement[kind].Value is var value && value.Low <= world.Truth && world.Truth <= value.High) / judgements.Length;
}
