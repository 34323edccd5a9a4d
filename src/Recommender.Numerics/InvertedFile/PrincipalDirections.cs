using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Lists;

/// <summary>The few orthogonal directions along which rows are longest.</summary>
/// <remarks>Orthogonal iteration: Golub and Van Loan, "Matrix Computations", section 8.2.4, on the second moment of the rows, which is never formed.</remarks>
internal sealed unsafe class PrincipalDirections : IDisposable
{
    private const int MostPanels = 4;
    private const int Iterations = 8;

    private readonly KernelSet _kernels;
    private readonly ParallelOptions _parallel;
    private readonly int _dimension;
    private readonly List<(AlignedMatrix<float> Rows, AlignedMatrix<float> Columns)> _panels = [];

    /// <summary>Takes rows, shape (n, d), spread evenly over those there are; at most some thousands.</summary>
    public PrincipalDirections(KernelSet kernels, AlignedMatrix<float> rows, ParallelOptions parallel)
    {
        (_kernels, _parallel, _dimension) = (kernels, parallel, rows.Dimension);
        var count = Math.Min(rows.Rows, MostPanels * MatrixLimits.MaxDimension);
        for (var first = 0; first < count; first += MatrixLimits.MaxDimension)
            _panels.Add(Panel(rows, first, Math.Min(MatrixLimits.MaxDimension, count - first), count));
    }

    /// <summary>Directions of norm 1, shape (count, d), those with the longest rows first, and the part of the rows' squares that lies along each.</summary>
    public (AlignedMatrix<float> Directions, double[] Parts) Find(int count, ulong seed)
    {
        var directions = new AlignedMatrix<float>(count, _dimension);
        var random = new Random((int)(seed ^ seed >> 32));
        for (var i = 0; i < count; i++)
        {
            foreach (ref var element in directions.Writable(i)) element = (float)(random.NextDouble() - 0.5);
        }

        var parts = new double[count];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            Orthonormalise(directions);
            Parallel.For(0, count, _parallel, i => parts[i] = Multiply(directions, i));
        }

        Orthonormalise(directions);
        var all = _panels.Sum(panel => Squares(panel.Rows));
        return (directions, [.. parts.Select(part => part / all)]);
    }

    public void Dispose()
    {
        foreach (var (rows, columns) in _panels)
        {
            rows.Dispose();
            columns.Dispose();
        }
    }

    private static (AlignedMatrix<float> Rows, AlignedMatrix<float> Columns) Panel(AlignedMatrix<float> from, int first, int count, int all)
    {
        var panel = (Rows: new AlignedMatrix<float>(count, from.Dimension), Columns: new AlignedMatrix<float>(from.Dimension, count));
        for (var i = 0; i < count; i++)
        {
            var row = from[(int)((long)(first + i) * from.Rows / all)];
            row.CopyTo(panel.Rows.Writable(i));
            for (var j = 0; j < row.Length; j++) panel.Columns.RowPointer(j)[i] = row[j];
        }

        return panel;
    }

    // Multiplies a direction by the second moment; returns the rows' squares along it.
    private double Multiply(AlignedMatrix<float> directions, int index)
    {
        using var scores = new AlignedMatrix<float>(1, MatrixLimits.MaxDimension);
        using var products = new AlignedMatrix<float>(1, _dimension);
        var sum = new double[_dimension];
        var squares = 0.0;
        foreach (var (rows, columns) in _panels)
        {
            scores.Writable(0).Clear();
            _kernels.Scan(rows.RowPointer(0), rows.Stride, rows.Rows, directions.RowPointer(index), scores.RowPointer(0), prefetch: 0);
            foreach (var score in scores[0]) squares += (double)score * score;
            _kernels.Scan(columns.RowPointer(0), columns.Stride, columns.Rows, scores.RowPointer(0), products.RowPointer(0), prefetch: 0);
            for (var j = 0; j < sum.Length; j++) sum[j] += products[0][j];
        }

        var to = directions.Writable(index);
        for (var j = 0; j < to.Length; j++) to[j] = (float)sum[j];
        return squares;
    }

    // Gram and Schmidt, twice, which is enough. A direction of which nothing is left becomes zeros: rows have none along it.
    /// <summary>Makes rows orthogonal and of norm 1.</summary>
    public static void Orthonormalise(AlignedMatrix<float> directions)
    {
        for (var i = 0; i < directions.Rows; i++)
        {
            for (var pass = 0; pass < 2; pass++)
            {
                var row = directions.Writable(i);
                for (var other = 0; other < i; other++) Subtract(row, directions[other], ScalarDot.Of(row, directions[other]));
                var length = UnitRows.LengthOf(row);
                for (var j = 0; j < row.Length; j++) row[j] = length > 1e-30 ? (float)(row[j] / length) : 0;
            }
        }
    }

    private static void Subtract(Span<float> row, ReadOnlySpan<float> other, float factor)
    {
        for (var j = 0; j < row.Length; j++) row[j] -= factor * other[j];
    }

    private static double Squares(AlignedMatrix<float> rows)
    {
        var squares = 0.0;
        for (var i = 0; i < rows.Rows; i++) squares += UnitRows.SquaresOf(rows[i]);
        return squares;
    }
}
