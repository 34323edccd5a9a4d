using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Clustering;

/// <summary>The rows to train on, drawn without repetition and scaled to norm 1.</summary>
internal static class UnitSample
{
    /// <summary>Draws at most <see cref="SphericalKMeansOptions.RowsPerCentroid"/> rows for each centroid, none of zeros alone.</summary>
    public static AlignedMatrix<float> Of(
        AlignedMatrix<float> rows, int centroids, SphericalKMeansOptions options, KernelSet kernels, Workers workers)
    {
        using var hold = rows.Hold();
        var isZero = new bool[rows.Rows];
        var directions = RowNorms.CountNonZero(rows, kernels, workers, nameof(rows), isZero);
        if (centroids > directions) Throw.TooFewDirections(centroids, directions, rows.Rows, nameof(centroids));

        var drawn = Draw(isZero, directions, (int)Math.Min(directions, (long)centroids * options.RowsPerCentroid), options.Seed);
        var sample = new AlignedMatrix<float>(drawn.Length, rows.Dimension);
        try
        {
            workers.Rows(sample, (first, count) =>
            {
                for (var i = first; i < first + count; i++) Normalise(rows[drawn[i]], sample.Writable(i));
            });
            return sample;
        }
        catch
        {
            sample.Dispose();
            throw;
        }
    }

    // Every row is taken with the chance that leaves each subset as likely as another; the order of the rows is kept.
    private static int[] Draw(bool[] isZero, int directions, int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var drawn = new int[count];
        for (var (row, taken) = (0, 0); taken < count; row++)
        {
            if (isZero[row]) continue;
            if (random.Below(directions) < count - taken) drawn[taken++] = row;
            directions--;
        }

        return drawn;
    }

    private static void Normalise(ReadOnlySpan<float> row, Span<float> to)
    {
        var sum = 0.0;
        foreach (var element in row) sum += (double)element * element;
        var scale = 1 / Math.Sqrt(sum);
        for (var i = 0; i < row.Length; i++) to[i] = (float)(row[i] * scale);
    }
}
