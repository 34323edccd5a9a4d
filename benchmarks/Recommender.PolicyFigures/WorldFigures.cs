using Recommender.Learning.Policies;

namespace Recommender.PolicyFigures;

/// <summary>How an estimator did in many worlds of a kind.</summary>
/// <param name="Kind">The estimator.</param>
/// <param name="Bias">Mean error.</param>
/// <param name="Error">Root of the mean squared error.</param>
/// <param name="Covered">Share of worlds whose truth lies within the interval.</param>
/// <param name="Width">Mean width of the interval.</param>
public sealed record WorldFigures(EstimatorKind Kind, double Bias, double Error, double Covered, double Width)
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
        return new(
            kind, errors.Average(), Math.Sqrt(errors.Average(static error => error * error)),
            judgements.Average(world => world.Judgement[kind].Value is var value && value.Low <= world.Truth && world.Truth <= value.High ? 1.0 : 0),
            judgements.Average(world => world.Judgement[kind].Value is var value ? value.High - value.Low : 0));
    }
}
