namespace Recommender.Numerics.Tests.InvertedFiles;

/// <summary>
/// Seeded rows in clusters of uneven size and with uneven norms, as trained vectors have them, and queries of the same kind.
/// Of many elements only the first are large, so that few directions hold nearly all of a row.
/// </summary>
internal sealed class MadeRows
{
    private const int LargeElements = 40;

    private readonly Random _random;
    private readonly double[][] _centres;

    public MadeRows(int seed, int rows, int dimension, int clusters)
    {
        _random = new Random(seed);
        _centres = [.. Enumerable.Range(0, clusters).Select(_ => Normals(dimension))];
        Rows = Matrix(rows);
    }

    public AlignedMatrix<float> Rows { get; }

    public AlignedMatrix<float> Matrix(int rows)
    {
        var matrix = new AlignedMatrix<float>(rows, _centres[0].Length);
        for (var row = 0; row < rows; row++) Vector().CopyTo(matrix.Writable(row));
        return matrix;
    }

    public float[] Vector()
    {
        var centre = _centres[(int)(_centres.Length * Math.Pow(_random.NextDouble(), 2))];
        var own = Normals(centre.Length);
        var size = Math.Exp(0.4 * Normals(1)[0]);
        return [.. centre.Zip(own, (c, o) => (float)(size * (c + 0.7 * o)))];
    }

    private double[] Normals(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (i < LargeElements ? 1 : 0.03) * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()))];
}
