using System.Numerics.Tensors;

namespace Recommender.Measuring;

/// <summary>Draws vectors of one falling spectrum, turned so that no element stands out.</summary>
internal sealed class LatentSpace
{
    private readonly float[] _spectrum;
    private readonly float[][] _rotation;

    /// <summary>O(d³).</summary>
    public LatentSpace(int dimension, ref Draws draws)
    {
        // Squares sum to 1; fitted to the eigenvalues of the trained rows without their mean.
        var energies = Enumerable.Range(0, dimension).Select(i => 0.005 + 0.02 / (i + 1)).ToArray();
        _spectrum = [.. energies.Select(energy => (float)Math.Sqrt(energy / energies.Sum()))];
        _rotation = Rotation(dimension, ref draws);
    }

    public int Dimension => _spectrum.Length;

    /// <summary>A vector whose square is 1 on average.</summary>
    public float[] Draw(ref Draws draws)
    {
        var vector = new float[Dimension];
        Draw(ref draws, vector);
        return vector;
    }

    /// <summary>The same into memory that is there. O(d²).</summary>
    public void Draw(ref Draws draws, Span<float> into)
    {
        Span<float> straight = stackalloc float[into.Length];
        for (var i = 0; i < straight.Length; i++) straight[i] = _spectrum[i] * draws.Normal();
        for (var i = 0; i < into.Length; i++) into[i] = TensorPrimitives.Dot(_rotation[i], straight);
    }

    // Rows of an orthogonal matrix, by Gram and Schmidt; the second pass takes off what rounding left.
    private static float[][] Rotation(int dimension, ref Draws draws)
    {
        var rows = new float[dimension][];
        for (var i = 0; i < dimension; i++)
        {
            var row = rows[i] = new float[dimension];
            for (var j = 0; j < dimension; j++) row[j] = draws.Normal();
            for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < i; other++) TensorPrimitives.MultiplyAdd(rows[other], -TensorPrimitives.Dot<float>(rows[other], row), row, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<float>(row), row);
        }

        return rows;
    }
}
