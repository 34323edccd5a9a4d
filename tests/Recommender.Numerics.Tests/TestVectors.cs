namespace Recommender.Numerics.Tests;

/// <summary>Seeded matrices and queries.</summary>
internal static class TestVectors
{
    /// <summary>Every tail of every vector width, then real sizes.</summary>
    public static int[] Dimensions => [.. Enumerable.Range(1, 70), 96, 100, 127, 128, 129, 255, 256, 384, 768, 784, 1001, 2047, 2048];

    public static AlignedMatrix<float> Floats(int seed, int rows, int dimension)
    {
        var random = new Random(seed);
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var element in matrix.Writable(row)) element = (float)(random.NextDouble() - 0.5);
        }

        return matrix;
    }

    public static sbyte[][] Bytes(int seed, int rows, int dimension)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Bytes(random, dimension))];
    }

    public static Int8Matrix Matrix(sbyte[][] rows)
    {
        var matrix = new Int8Matrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++) matrix.Write(row, rows[row]);
        return matrix;
    }

    /// <summary>d·2⁻²³·Σ|xᵢyᵢ|: how far any order of float additions may be off.</summary>
    public static float Tolerance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Abs((double)x[i] * y[i]);
        return (float)(x.Length * sum / (1 << 23));
    }

    // One vector in three is made of extremes only, so that sums get as large as they can.
    private static sbyte[] Bytes(Random random, int dimension)
    {
        var extreme = random.Next(3) == 0;
        var elements = new sbyte[dimension];
        foreach (ref var element in elements.AsSpan()) element = extreme ? (sbyte)(random.Next(8) == 0 ? -127 : 127) : (sbyte)random.Next(-127, 128);
        return elements;
    }
}
