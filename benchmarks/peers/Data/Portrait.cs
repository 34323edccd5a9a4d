using System.Numerics.Tensors;
using System.Text;
using MathNet.Numerics.LinearAlgebra;
using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>What a set of vectors looks like to a search: how many directions it fills, how uneven its norms are, how crowded it is.</summary>
internal static class Portrait
{
    private const long ScoresToSort = 20_000_000;

    /// <summary>A Markdown table with a column for each set.</summary>
    public static string Of(params IReadOnlyList<DataSet> sets)
    {
        var columns = sets.Select(set => Lines(set).ToArray()).ToArray();
        var text = new StringBuilder();
        text.AppendLine($"| | {string.Join(" | ", sets.Select(set => set.Name))} |");
        text.AppendLine($"| --- |{string.Concat(sets.Select(_ => " --- |"))}");
        for (var line = 0; line < columns[0].Length; line++)
            text.AppendLine($"| {columns[0][line].Name} | {string.Join(" | ", columns.Select(column => column[line].Value))} |");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(DataSet set)
    {
        var basis = Eigen(set.Rows);
        yield return ("energy of the rows in their first 1, 2, 4 … eigenvectors", Cumulative(Energies(set.Rows, basis)));
        yield return ("energy of the queries in these", Cumulative(Energies(set.Queries, basis)));
        yield return ("norms of the rows, quantiles 0, .01, .1, .5, .9, .99, 1", Norms(set.Rows));
        yield return ("norms of the queries", Norms(set.Queries));
        yield return ("cosine of a row to its 1st, 10th, 100th neighbour among 20,000", Neighbours(set.Rows));
        yield return ("score of the 1st, 10th, 100th, 500th row, over the root mean square of all", Scores(set));
    }

    private static Matrix<double> Eigen(AlignedMatrix<float> rows)
    {
        var d = rows.Dimension;
        var gram = Matrix<double>.Build.Dense(d, d);
        var sum = new float[d];
        var step = Math.Max(1, rows.Rows / 10_000);
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
        for (var count = 1; count <= energies.Length; count *= 2) shares.Add($"{energies.Take(count).Sum() / total:F2}");
        return string.Join(' ', shares);
    }

    private static string Norms(AlignedMatrix<float> rows)
    {
        double[] norms = [.. Enumerable.Range(0, rows.Rows).Select(row => (double)TensorPrimitives.Norm<float>(rows[row])).Order()];
        var logs = norms.Where(norm => norm > 0).Select(norm => Math.Log(norm)).ToArray();
        var deviation = Math.Sqrt(logs.Select(log => log * log).Average() - logs.Average() * logs.Average());
        string[] quantiles = [.. new[] { 0, 0.01, 0.1, 0.5, 0.9, 0.99, 1 }.Select(q => $"{norms[(int)(q * (norms.Length - 1))]:G3}")];
        return $"{string.Join(' ', quantiles)}; deviation of the logarithm {deviation:F2}";
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

        return string.Join(' ', values.Select(list => $"{list.Order().ElementAt(list.Count / 2):F2} ({list.Order().ElementAt(list.Count / 10):F2}..{list.Order().ElementAt(list.Count * 9 / 10):F2})"));
    }
}
