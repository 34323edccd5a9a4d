namespace Recommender.Numerics.Tests.Clustering;

/// <summary>Rows about planted directions, of very different norms: row r belongs to direction r modulo their number.</summary>
internal static class PlantedRows
{
    public static AlignedMatrix<float> About(int directions, int rows, int dimension, double spread, int seed = 1)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, directions).Select(_ => Unit(random, dimension)).ToArray();
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++)
        {
            var (noise, norm) = (Unit(random, dimension), Math.Exp(3 * random.NextDouble()));
            for (var i = 0; i < dimension; i++)
                matrix.Writable(row)[i] = (float)(norm * (centres[row % directions][i] + spread * noise[i]));
        }

        return matrix;
    }

    private static double[] Unit(Random random, int dimension)
    {
        var vector = Enumerable.Range(0, dimension).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5).ToArray();
        var norm = Math.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
