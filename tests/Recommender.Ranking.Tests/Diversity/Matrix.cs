using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

/// <summary>Similarities written out.</summary>
internal sealed class Matrix(float[,] values) : ISimilarity
{
    public float this[int i, int j] => values[i, j];

    public void Fill(int candidate, Span<float> similarities)
    {
        for (var j = 0; j < similarities.Length; j++) similarities[j] = values[candidate, j];
    }

    /// <summary>Cosines of random vectors with few directions, so that some are nearly alike, mixed with the identity.</summary>
    public static Matrix Random(Random random, int count, int dimension)
    {
        var vectors = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => random.NextSingle()).ToArray()).ToArray();
        var values = new float[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++) values[i, j] = i == j ? 1 : 0.9f * Cosine(vectors[i], vectors[j]);
        }

        return new Matrix(values);
    }

    /// <summary>The same with candidates in another order.</summary>
    public Matrix Permuted(int[] order)
    {
        var permuted = new float[order.Length, order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = 0; j < order.Length; j++) permuted[i, j] = values[order[i], order[j]];
        }

        return new Matrix(permuted);
    }

    private static float Cosine(float[] x, float[] y) =>
        x.Zip(y, static (a, b) => a * b).Sum() / MathF.Sqrt(x.Sum(static a => a * a) * y.Sum(static b => b * b));
}
