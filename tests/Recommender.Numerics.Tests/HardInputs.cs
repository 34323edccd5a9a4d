namespace Recommender.Numerics.Tests;

/// <summary>Inputs on which bounds, ties and overflow go wrong if they can.</summary>
internal static class HardInputs
{
    private static readonly float[] Specials =
        [0, -0f, float.Epsilon, -float.Epsilon, 1e-38f, 1, -1, 3e38f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    // How an element of a row comes about, given how large the row is.
    private static readonly Dictionary<string, Func<Random, double, double>> Elements = new()
    {
        ["uniform"] = (random, _) => random.NextDouble() - 0.5,
        ["skewed norms"] = (random, size) => (random.NextDouble() - 0.3) * Math.Exp(4 * size),
        ["norms over sixty orders of magnitude"] = (random, size) => (random.NextDouble() - 0.5) * Math.Pow(10, 60 * size - 40),
        ["norms near overflow"] = (random, size) => (random.NextDouble() - 0.5) * Math.Pow(10, 36 + 2.5 * size),
        ["denormals"] = (random, _) => random.Next(-5, 6) * (double)float.Epsilon,
        ["tiny"] = (random, size) => (random.NextDouble() - 0.5) * Math.Pow(10, -24 + 6 * size),
        ["small integers, many ties"] = (random, _) => random.Next(-1, 2),
        ["equal but for the last bit"] = (random, _) => 1 + random.Next(2) * Math.Pow(2, -23),
        ["constant rows"] = (_, size) => Math.Round(size * 5),
        ["one large element"] = (random, _) => random.Next(20) == 0 ? 1e4 * (random.NextDouble() - 0.5) : random.NextDouble(),
        ["zeros"] = (_, _) => 0,
        ["special values"] = (random, size) => size < 0.5 ? random.NextDouble() - 0.5 : Specials[random.Next(Specials.Length)],
    };

    // Where a query of another kind than the rows is what hurts: elements of a row, and of the query, by index.
    private static readonly Dictionary<string, (Func<Random, double, int, double> Row, Func<int, double> Query)> Pairs = new()
    {
        // Cauchy and Schwarz hold with equality: the whole residual counts, for some rows up and for others down.
        ["residuals along the query"] = (
            (random, size, i) => i == 0 ? 127 : random.Next(-1, 2) + (size < 0.5 ? 0.499 : -0.499), i => i == 0 ? 0 : 127),
        ["residuals of the query along the rows"] = (
            (_, size, i) => i == 0 ? 0 : size < 0.5 ? 127 : 126, i => i == 0 ? 127 : 0.499),
        // The sum is so much smaller than its terms that its last bits depend on the order of additions.
        ["cancelling terms"] = (
            (random, _, i) => i % 2 == 0 ? 1e7 : -1e7 + random.Next(2), i => 1 + Math.ScaleB(i / 2, -22)),
        ["scores around overflow"] = ((random, size, _) => 3.3e38 * size * random.NextDouble(), _ => 0.9),
    };

    public static string[] Names { get; } = [.. Elements.Keys, .. Pairs.Keys];

    public static AlignedMatrix<float> Matrix(string input, Random random, int rows, int dimension)
    {
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++)
        {
            FillRow(matrix.Writable(row), input, random);
            if (row > 0 && random.Next(10) == 0) matrix[random.Next(row)].CopyTo(matrix.Writable(row));   // duplicates
        }

        return matrix;
    }

    /// <summary>A vector of the same kind, or a row itself, without NaN.</summary>
    public static float[] Query(string input, Random random, AlignedMatrix<float> matrix)
    {
        var query = new float[matrix.Dimension];
        if (Pairs.TryGetValue(input, out var pair))
        {
            for (var i = 0; i < query.Length; i++) query[i] = (float)pair.Query(i);
        }
        else if (random.Next(3) == 0) matrix[random.Next(matrix.Rows)].CopyTo(query);
        else FillRow(query, input, random);

        for (var i = 0; i < query.Length; i++)
        {
            if (float.IsNaN(query[i])) query[i] = 1;
        }

        return query;
    }

    private static void FillRow(Span<float> elements, string input, Random random)
    {
        var size = random.NextDouble();
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = (float)(Pairs.TryGetValue(input, out var pair)
                ? pair.Row(random, size, i)
                : Elements[input](random, size));
        }
    }
}
