using Recommender.Numerics.Kernels;
using Recommender.Numerics.Lists;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Tests.InvertedFiles;

/// <summary>What bounds a score when rows are scanned along few directions, on vectors that make the most of every part of it.</summary>
public sealed class ProjectionTests : IDisposable
{
    private const int Dimension = 256;
    private const float Part = 0.49f;   // rounded to nothing beside a 127

    private static readonly ParallelOptions Alone = new() { MaxDegreeOfParallelism = 1 };

    private readonly MadeRows _made = new(seed: 11, rows: 1500, Dimension, clusters: 20);
    private readonly Projection _projection;

    public ProjectionTests()
    {
        using var unit = UnitRows.Sample(_made.Rows, most: 1500, seed: 1);
        _projection = Projection.Find(KernelChoice.Active, unit, seed: 1, Alone)!;
    }

    public void Dispose()
    {
        _projection.Dispose();
        _made.Rows.Dispose();
    }

    [Fact]
    public void Has_orthonormal_directions()
    {
        for (var i = 0; i < _projection.Count; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(i == j ? 1 : 0, ScalarDot.Of(_projection.Directions[i], _projection.Directions[j]), 1e-5f);
        }
    }

    [Fact]
    public void Finds_none_where_few_directions_do_not_hold_enough()
    {
        using var rows = TestVectors.Floats(seed: 1, rows: 600, Dimension);
        using var unit = UnitRows.Sample(rows, most: 600, seed: 1);

        Assert.Null(Projection.Find(KernelChoice.Active, unit, seed: 1, Alone));
    }

    [Fact]
    public void Bounds_what_the_rounding_of_the_query_hides()
    {
        // Along the directions the row is all ones, the query 127 and then little: codes see 127 of 127 + 0.49 (m − 1).
        var ones = new float[_projection.Count];
        ones.AsSpan().Fill(1);

        Within(Along(ones), Along(Lossy()), hidden: Part * (_projection.Count - 1));
    }

    [Fact]
    public void Bounds_what_the_rounding_of_a_row_hides()
    {
        // As rough as rows may be: little beside a 127, and on top of what is just so large that the row is not given up.
        var (ones, row) = (new float[_projection.Count], Lossy());
        ones.AsSpan(1).Fill(1);
        for (var step = 1; Part * Math.Sqrt(row.Length) > 0.9 * _projection.Roughness * SymmetricInt8.NormOf(row); step++)
            row.AsSpan(1).Fill(step + Part);

        Assert.InRange(row[1], 1, 126);
        Within(Along(row), Along(ones), hidden: Part * (_projection.Count - 1));
    }

    [Fact]
    public void Gives_up_a_row_that_is_rougher_than_rows_may_be()
    {
        var codes = new sbyte[_projection.Count];

        Assert.Equal((0f, 0f, float.PositiveInfinity), _projection.Quantize(Along(Lossy()), Lossy(), codes));
        Assert.Equal(new sbyte[_projection.Count], codes);
    }

    [Fact]
    public void Bounds_what_the_directions_leave_over()
    {
        var left = LeftOver();

        Within(left, left, hidden: 1);
    }

    [Fact]
    public void Finds_a_row_that_is_best_by_what_the_directions_leave_over()
    {
        LeftOver().CopyTo(_made.Rows.Writable(700));
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { Lists = 20, Queries = 8, K = 3 });
        var best = new ScoredRow[1];
        var query = Array.ConvertAll(LeftOver(), x => 100 * x);

        Assert.InRange(index.Directions, 16, 128);
        index.Search(query, best, new InvertedFileScratch(), default, index.Lists);
        Assert.Equal(NaiveTopK.Of(_made.Rows, query, 1, []), best);
    }

    // The score lies within the bound of what codes show, and is as far off as it is meant to be.
    private void Within(float[] row, float[] query, double hidden)
    {
        using var matrix = new AlignedMatrix<float>(20, Dimension);
        for (var i = 0; i < 20; i++) row.CopyTo(matrix.Writable(i));
        using var directions = new AlignedMatrix<float>(1, _projection.Count);
        var lists = ListDirections.Round(directions, _projection.Copy());
        using var store = ListBuilder.Build(RowSource.Of(matrix), lists, Alone);
        var generation = new ListGeneration(store, null, null, 0, 0, 20);
        var scratch = new InvertedFileScratch();
        var coded = ListQuery.Of(KernelChoice.Active, query, generation, scratch, doubt: 1);

        var codes = new sbyte[_projection.Count];
        store.Codes.Read(0, codes);
        var shown = ScalarDot.Of(codes, scratch.Rows.Codes.AsSpan(0, codes.Length)) * (double)coded.Bound.QueryScale * store.Scales.Span[0];
        var off = Math.Abs(ScalarDot.Of(row, query) - shown);
        var bound = store.Norms.Span[0] * (double)coded.Bound.PerNorm + store.Residuals.Span[0] * (double)coded.Bound.PerResidual;

        Assert.InRange(off, 0.9 * hidden, bound);
    }

    private float[] Lossy()
    {
        var parts = new float[_projection.Count];
        parts.AsSpan().Fill(Part);
        parts[0] = 127;
        return parts;
    }

    private float[] Along(float[] parts)
    {
        var vector = new float[Dimension];
        for (var i = 0; i < parts.Length; i++)
        {
            for (var j = 0; j < Dimension; j++) vector[j] += parts[i] * _projection.Directions[i][j];
        }

        return vector;
    }

    // Of norm 1 and at right angles to all directions.
    private float[] LeftOver()
    {
        var vector = new float[Dimension];
        vector[^1] = 1;
        for (var i = 0; i < _projection.Count; i++)
        {
            var part = ScalarDot.Of(vector, _projection.Directions[i]);
            for (var j = 0; j < Dimension; j++) vector[j] -= part * _projection.Directions[i][j];
        }

        var norm = SymmetricInt8.NormOf(vector);
        return Array.ConvertAll(vector, x => x / norm);
    }
}
