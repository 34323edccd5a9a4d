using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Policies.Models;

/// <summary>What reward to expect of an action, learnt by ridge regression from the decisions of the other folds.</summary>
/// <remarks>
/// Cross-fitted, so that no decision is judged by a model that has seen it (Chernozhukov and others, "Double/debiased machine
/// learning", The Econometrics Journal 2018). Immutable; safe from many threads.
/// </remarks>
internal sealed class RewardModel
{
    private readonly RewardRows _rows;
    private readonly RidgeSolver[] _solvers;
    private readonly double[][] _coefficients;

    private RewardModel(RewardRows rows, RidgeSolver[] solvers, double ridge)
    {
        (_rows, _solvers, Ridge) = (rows, solvers, ridge);
        _coefficients = [.. solvers.Select(static solver => solver.Fit())];
        Expected = [.. Enumerable.Range(0, rows.Folds.Length).Select(row => rows.Dot(row, _coefficients[rows.Folds[row]]))];
        for (var row = 0; row < Expected.Length; row++) Error += Math.Pow(rows.Log.Reward(row) - Expected[row], 2) / Expected.Length;
    }

    /// <summary>What is expected of what was chosen, for each decision.</summary>
    public double[] Expected { get; }

    /// <summary>Pull of each coefficient to zero, in pseudo-observations.</summary>
    public double Ridge { get; }

    /// <summary>Mean squared error on left-out folds.</summary>
    public double Error { get; }

    public RewardRows Rows => _rows;

    public int Folds => _coefficients.Length;

    /// <summary>How much more than expected each decision earned.</summary>
    public double[] Residuals => [.. Expected.Select((expected, row) => _rows.Log.Reward(row) - expected)];

    /// <summary>A model for each ridge, the least first.</summary>
    public static RewardModel[] Train(DecisionLog log, PolicyEvaluationOptions options)
    {
        var rows = new RewardRows(log, new RewardFeatures(log), Divide(log, options));
        double[] ridges = [.. options.Ridges.Distinct().Order()];
        var models = new RewardModel[ridges.Length];
        Parallel.For(0, models.Length, options.Parallelism, i =>
            models[i] = new RewardModel(rows, [.. Enumerable.Range(0, options.Folds).Select(fold => new RidgeSolver(rows, fold, ridges[i]))], ridges[i]));
        return models;
    }

    /// <summary>A fold's coefficients.</summary>
    public double[] Coefficients(int fold) => _coefficients[fold];

    /// <summary>How each decision's reward moved the models, and these a sum of predictions.</summary>
    /// <param name="gradients">By fold: the sum of what the fold's coefficients are multiplied with. Used up.</param>
    /// <returns>For each decision what its residual adds to the sum; the mean over decisions is 0.</returns>
    /// <remarks>The influence function of ridge regression, with residuals of left-out folds, which are never too small.</remarks>
    public double[] Influence(double[][] gradients)
    {
        double[][] solved = [.. gradients.Select((gradient, fold) => _solvers[fold].Solve(gradient))];
        var influence = new double[Expected.Length];
        for (var row = 0; row < influence.Length; row++)
        {
            var residual = _rows.Log.Reward(row) - Expected[row];
            for (var fold = 0; fold < solved.Length; fold++)
                if (fold != _rows.Folds[row]) influence[row] += residual * _rows.Dot(row, solved[fold]);
        }

        var mean = influence.Average();
        for (var row = 0; row < influence.Length; row++) influence[row] -= mean;
        return influence;
    }

    // Decisions that depend on each other share a fold.
    private static int[] Divide(DecisionLog log, PolicyEvaluationOptions options)
    {
        var units = log.Units ?? [.. Enumerable.Range(0, log.Count)];
        var count = units.Max() + 1;
        if (count < options.Folds) throw new InvalidDataException($"the log has {count} {(log.Units is null ? "decisions" : "units")}; needed are as many as there are folds, {options.Folds}");
        int[] order = [.. Enumerable.Range(0, count)];
        SplitMix64.Stream(options.Seed, ulong.MaxValue).Shuffle(order);
        return [.. units.Select(unit => order[unit] % options.Folds)];
    }
}
