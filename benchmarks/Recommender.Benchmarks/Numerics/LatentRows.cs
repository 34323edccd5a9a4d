using Recommender.Measuring;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>Rows and queries of the made-up catalogue, as matrices.</summary>
internal sealed class LatentRows
{
    private readonly LatentCatalogue _catalogue;

    public LatentRows(int rows, int dimension)
    {
        _catalogue = new LatentCatalogue(dimension, seed: 20260101);
        Rows = new AlignedMatrix<float>(rows, dimension);
        Parallel.For(0, rows, row => _catalogue.FillRow(row, Rows.Writable(row)));
    }

    public AlignedMatrix<float> Rows { get; }

    public AlignedMatrix<float> Queries(int count)
    {
        var queries = new AlignedMatrix<float>(count, Rows.Dimension);
        var members = new LatentMembers(_catalogue);
        for (var q = 0; q < count; q++) members.FillQuery(q, queries.Writable(q));
        return queries;
    }
}
