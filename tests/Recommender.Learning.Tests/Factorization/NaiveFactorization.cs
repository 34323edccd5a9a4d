using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Factorization;

/// <summary>The objective and its half-steps, pair by pair in double, as the papers have them.</summary>
internal sealed class NaiveFactorization
{
    private readonly FactorizationOptions _options;
    private readonly double[,] _weights;
    private readonly double[,] _targets;

    public NaiveFactorization(Interactions interactions, FactorizationOptions options, double[][] titles)
    {
        (_options, Titles) = (options, titles);
        (_weights, _targets) = (new double[interactions.MemberCount, titles.Length], new double[interactions.MemberCount, titles.Length]);
        Members = [.. Enumerable.Range(0, interactions.MemberCount).Select(_ => new double[options.Dimension])];
        Judge(interactions);
    }

    public double[][] Members { get; }

    public double[][] Titles { get; }

    public double Loss
    {
        get
        {
            var sum = 0.0;
            for (var u = 0; u < Members.Length; u++)
            {
                for (var i = 0; i < Titles.Length; i++)
                {
                    var score = Members[u].Zip(Titles[i], (x, y) => x * y).Sum();
                    sum += _weights[u, i] * Math.Pow(_targets[u, i] - score, 2) + _options.UnobservedWeight * score * score;
                }
            }

            for (var u = 0; u < Members.Length; u++) sum += Ridge(Confidence(u, ofMember: true), Titles.Length) * Members[u].Sum(x => x * x);
            for (var i = 0; i < Titles.Length; i++) sum += Ridge(Confidence(i, ofMember: false), Members.Length) * Titles[i].Sum(x => x * x);
            return sum;
        }
    }

    public static double[][] Copy(AlignedMatrix<float> rows) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => Array.ConvertAll(rows[row].ToArray(), element => (double)element))];

    public void SolveMembers()
    {
        for (var u = 0; u < Members.Length; u++) Members[u] = Solve(Titles, i => (_weights[u, i], _targets[u, i]), Confidence(u, ofMember: true));
    }

    public void SolveTitles()
    {
        for (var i = 0; i < Titles.Length; i++) Titles[i] = Solve(Members, u => (_weights[u, i], _targets[u, i]), Confidence(i, ofMember: false));
    }

    private void Judge(Interactions all)
    {
        var signal = _options.Signal;
        bool Likes(float value) => !(value < signal.NegativeBelow);
        double Scaled(double value) => signal.Scale == SignalScale.Linear ? value : Math.Log(1 + value);
        var likings = all.Values.ToArray().Where(Likes).Select(value => Scaled(value)).ToArray();
        var (least, range, newest) = (likings.Min(), likings.Max() - likings.Min(), all.Times.ToArray().Max());
        double Graded(double scaled) => 1 + signal.Grade * (range == 0 ? 1 : (scaled - least) / range);
        var mean = likings.Average(Graded);

        for (var u = 0; u < all.MemberCount; u++)
        {
            var history = all[u];
            for (var n = 0; n < history.Count; n++)
            {
                var (i, value, age) = (history.Titles[n], history.Values[n], (newest - history.Times[n]) / 86_400.0);
                _weights[u, i] = Likes(value) ? Graded(Scaled(value)) / mean : signal.NegativeWeight;
                _targets[u, i] = Likes(value) ? 1 : signal.NegativeTarget;
                if (signal.HalfLifeDays is { } days) _weights[u, i] *= Math.Pow(0.5, age / days);
            }
        }
    }

    private double Confidence(int row, bool ofMember) =>
        ofMember ? Enumerable.Range(0, Titles.Length).Sum(i => _weights[row, i]) : Enumerable.Range(0, Members.Length).Sum(u => _weights[u, row]);

    private double Ridge(double confidence, int others) =>
        _options.Regularization * Math.Pow(confidence + _options.UnobservedWeight * others, _options.RegularizationExponent);

    private double[] Solve(double[][] others, Func<int, (double Weight, double Target)> cell, double confidence)
    {
        var d = _options.Dimension;
        if (confidence == 0) return new double[d];
        var matrix = new double[d, d + 1];
        for (var i = 0; i < d; i++) matrix[i, i] = Ridge(confidence, others.Length);
        for (var o = 0; o < others.Length; o++)
        {
            var (weight, target) = cell(o);
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++) matrix[i, j] += (weight + _options.UnobservedWeight) * others[o][i] * others[o][j];
                matrix[i, d] += weight * target * others[o][i];
            }
        }

        return Eliminate(matrix, d);
    }

    private static double[] Eliminate(double[,] matrix, int d)
    {
        for (var pivot = 0; pivot < d; pivot++)
        {
            for (var row = 0; row < d; row++)
            {
                if (row == pivot) continue;
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column <= d; column++) matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        return [.. Enumerable.Range(0, d).Select(i => matrix[i, d] / matrix[i, i])];
    }
}
