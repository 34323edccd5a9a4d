namespace Recommender.Numerics.Tests.Clustering;

/// <summary>Spherical k-means as it is written down, in double.</summary>
internal static class NaiveClustering
{
    /// <summary>The mean over the rows of the cosine with the nearest centroid.</summary>
    public static double MeanCosine(AlignedMatrix<float> rows, AlignedMatrix<float> centroids)
    {
        var units = Units(rows);
        return units.Average(row => Enumerable.Range(0, centroids.Rows).Max(c => Dot(row, Wide(centroids[c]))));
    }

    /// <summary>The mean cosine after so many iterations from given first centroids.</summary>
    public static double MeanCosineFrom(AlignedMatrix<float> rows, AlignedMatrix<float> centroids, int iterations)
    {
        var units = Units(rows);
        var means = Enumerable.Range(0, centroids.Rows).Select(c => Wide(centroids[c])).ToArray();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var nearest = units.Select(row => Nearest(row, means)).ToArray();
            for (var c = 0; c < means.Length; c++)
            {
                var sum = new double[rows.Dimension];
                for (var row = 0; row < units.Length; row++)
                {
                    if (nearest[row] != c) continue;
                    for (var i = 0; i < sum.Length; i++) sum[i] += units[row][i];
                }

                if (sum.Any(x => x != 0)) means[c] = Unit(sum);
            }
        }

        return units.Average(row => means.Max(mean => Dot(row, mean)));
    }

    private static int Nearest(double[] row, double[][] means) =>
        Enumerable.Range(0, means.Length).MaxBy(c => Dot(row, means[c]));

    private static double[][] Units(AlignedMatrix<float> rows) => [.. Enumerable.Range(0, rows.Rows).Select(row => Unit(Wide(rows[row])))];

    private static double[] Wide(ReadOnlySpan<float> row)
    {
        var wide = new double[row.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = row[i];
        return wide;
    }

    private static double[] Unit(double[] x)
    {
        var norm = Math.Sqrt(Dot(x, x));
        return [.. x.Select(element => element / norm)];
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
