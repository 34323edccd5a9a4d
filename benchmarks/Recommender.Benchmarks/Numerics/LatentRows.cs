using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>Seeded rows with the shape of trained embeddings, but not trained: clusters, a falling spectrum, uneven norms.</summary>
internal sealed class LatentRows
{
    private const int Clusters = 64;

    private readonly Random _random = new(20260101);
    private readonly float[][] _centres;

    public LatentRows(int rows, int dimension)
    {
        _centres = [.. Enumerable.Range(0, Clusters).Select(_ => Centre(dimension))];
        Rows = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++) Fill(Rows.Writable(row));
    }

    public AlignedMatrix<float> Rows { get; }

    public AlignedMatrix<float> Queries(int count)
    {
        var queries = new AlignedMatrix<float>(count, Rows.Dimension);
        for (var q = 0; q < count; q++) Fill(queries.Writable(q));
        return queries;
    }

    private float[] Centre(int dimension)
    {
        var centre = new float[dimension];
        for (var i = 0; i < dimension; i++) centre[i] = Normal() / MathF.Sqrt(1 + i);
        return centre;
    }

    private void Fill(Span<float> row)
    {
        var centre = _centres[_random.Next(Clusters)];
        var size = MathF.Exp(0.7f * Normal());
        for (var i = 0; i < row.Length; i++) row[i] = size * (centre[i] + 0.7f * Normal() / MathF.Sqrt(1 + i));
    }

    // The sum of four uniform numbers: near enough, and a million rows are made in seconds.
    private float Normal() =>
        (_random.NextSingle() + _random.NextSingle() + _random.NextSingle() + _random.NextSingle() - 2) * 1.732f;
}
