using System.Numerics.Tensors;
using System.Text;
using MathNet.Numerics.LinearAlgebra;
using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>What a set of vectors looks like to a search: how many directions it fills, how uneven its norms are, how crowded it is.</summary>
internal static class Portrait
{
    private const long ScoresToSort = 20_000_000;

    public static string Of(DataSet set)
    {
        var text = new StringBuilder();
        var basis = Eigen(set.Rows);
        text.AppendLine($"spectrum of rows, cumulative share at 1, 2, 4 …: {Cumulative(Energies(set.Rows, basis))}");
        text.AppendLine($"energy of queries in the rows' eigenvectors, cumulative: {Cumulative(Energies(set.Queries, basis))}");
        text.AppendLine($"norms of rows: {Norms(set.Rows)}");
        text.AppendLine($"norms of queries: {Norms(set.Queries)}");
        text.AppendLine($"cosine of a row to its 1st, 10th, 100th neighbour: {Neighbours(set.Rows)}");
        text.AppendLine($"scores 1st, 10th, 100th, 500th over the deviation of all: {Scores(set)}");
        return text.ToString();
    }

    private static Matrix<double> Eigen(AlignedMatrix<float> rows)
    {
        var d = rows.Dimension;
        var gram = Matrix<double>.Build.Dense(d, d);
        var sum = new float[d];
        var step = Math.Max(1, rows.Rows / 50_000);
        var sums = new double[d, d];
        for (var row = 0; row < rows.Rows; row += step)
        {
            var x = rows[row];
            for (var i = 0; i < d; i++) for (var j = i; j < d; j++) sums[i, j] += (double)x[i] * x[j];
        }

        for (var i = 0; i < d; i++) for (var j = 0; j < d; j++) gram[i, j] = sums[Math.Min(i, j), Math.Max(i, j)];
        return gram.Evd(Symmetricity.Symmetric).EigenVectors;   // ascending
    }

    private static double[] Energies(AlignedMatrix<float> rows, Matrix<double> basis)
    {
        var energies = new double[rows.Dimension];
        var step = Math.Max(1, rows.Rows / 5_000);
        for (var row = 0; row < rows.Rows; row += step)
        {
            var x = Vector<double>.Build.Dense([.. rows[row].ToArray().Select(value => (double)value)]);
            var y = basis.TransposeThisAndMultiply(x);
            for (var i = 0; i < energies.Length; i++) energies[energies.Length - 1 - i] += y[i] * y[i];
        }

        return energies;
    }

    private static string Cumulative(double[] energies)
    {
        var total = energies.Sum();
        var shares = new List<string>();
        for (var count = 1; count <= energies.Length; count *= 2) shares.Add($"{energies.Take(count).Sum() / total:F3}");
        return string.Join(' ', shares);
    }

    private static string Norms(AlignedMatrix<float> rows)
    {
        double[] norms = [.. Enumerable.Range(0, rows.Rows).Select(row => (double)TensorPrimitives.Norm<float>(rows[row])).Order()];
        var logs = norms.Where(norm => norm > 0).Select(norm => Math.Log(norm)).ToArray();
        var deviation = Math.Sqrt(logs.Select(log => log * log).Average() - logs.Average() * logs.Average());
        string[] quantiles = [.. new[] { 0, 0.01, 0.1, 0.5, 0.9, 0.99, 1 }.Select(q => $"{norms[(int)(q * (norms.Length - 1))]:G3}")];
        return $"quantiles 0, .01, .1, .5, .9, .99, 1: {string.Join(' ', quantiles)}; deviation of the logarithm {deviation:F3}";
    }

    private static string Neighbours(AlignedMatrix<float> rows)
    {
        using var unit = new AlignedMatrix<float>(Math.Min(rows.Rows, 20_000), rows.Dimension);
        for (var row = 0; row < unit.Rows; row++) TensorPrimitives.Divide(rows[row], MathF.Max(1e-20f, TensorPrimitives.Norm<float>(rows[row])), unit.Writable(row));
        return Medians(unit, unit, [1, 10, 100], _ => 1);
    }

    private static string Scores(DataSet set) =>
        Medians(set.Rows, set.Queries, [0, 9, 99, 499], scores => Math.Sqrt(TensorPrimitives.SumOfSquares<float>(scores) / scores.Length));

    private static string Medians(AlignedMatrix<float> rows, AlignedMatrix<float> queries, int[] ranks, Func<float[], double> unit)
    {
        var values = ranks.Select(_ => new List<double>()).ToArray();
        var scores = new float[rows.Rows];
        var step = (int)Math.Max(1, (long)queries.Rows * rows.Rows / ScoresToSort);
        for (var q = 0; q < queries.Rows; q += step)
        {
            RowScan.Scan(rows, queries[q], scores);
            var scale = unit(scores);
            Array.Sort(scores);
            for (var i = 0; i < ranks.Length; i++) values[i].Add(scores[^(Math.Min(ranks[i], scores.Length - 1) + 1)] / scale);
        }

        return string.Join(' ', values.Select(list => $"{list.Order().ElementAt(list.Count / 2):F3} ({list.Order().ElementAt(list.Count / 10):F3}..{list.Order().ElementAt(list.Count * 9 / 10):F3})"));
    }
}
