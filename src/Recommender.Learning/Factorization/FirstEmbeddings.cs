using Recommender.Numerics;

namespace Recommender.Learning.Factorization;

/// <summary>Embeddings to begin with: normally distributed elements.</summary>
internal static class FirstEmbeddings
{
    /// <summary>Draws them; the caller owns them.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="dimension">Elements of a row, d.</param>
    /// <param name="deviation">Standard deviation of the elements times √d.</param>
    /// <param name="seed">Start of the random numbers.</param>
    public static AlignedMatrix<float> Draw(int rows, int dimension, double deviation, ulong seed)
    {
        var matrix = new AlignedMatrix<float>(rows, dimension);
        var random = new SplitMix64(seed);
        var scale = deviation / Math.Sqrt(dimension);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var element in matrix.Writable(row)) element = (float)(scale * random.NextNormal());
        }

        return matrix;
    }
}
