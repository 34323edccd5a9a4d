using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Solvers;

/// <summary>The upper Cholesky factor U of a matrix, UᵀU = A, and solutions with it, in float.</summary>
/// <remarks>
/// Right-looking and blocked: some rows are factored one by one, then their outer products are taken from all that follow, by the
/// kernel that adds Gram matrices. Golub and Van Loan, "Matrix Computations", section 4.2.
/// </remarks>
internal sealed unsafe class Cholesky(SolverKernels kernels, int dimension) : IDisposable
{
    // A multiple of two of the widest vectors, so that what follows starts where tiles start.
    private const int BlockRows = 32;

    // A pivot that is not larger, against its diagonal element, is what rounding left.
    private const float Precision = 1f / (1 << 23);

    private readonly AlignedMatrix<float> _factor = new(dimension, dimension);
    private readonly AlignedMatrix<float> _negated = new(BlockRows + 1, dimension);   // one more, since kernels read past the last
    private readonly AlignedMatrix<float> _vectors = new(4, dimension);

    private float* Inverses => _vectors.RowPointer(0);

    private float* Limits => _vectors.RowPointer(1);

    /// <summary>Largest pivot to smallest: never above the condition of the matrix.</summary>
    public float PivotRatio { get; private set; }

    /// <summary>A pivot that was refused.</summary>
    public float Pivot(int at) => _factor[at][at];

    /// <summary>What it should have exceeded.</summary>
    public float Limit(int at) => Limits[at];

    /// <summary>Factors the upper half of a matrix, from which it copies. Returns the pivot that is not positive, or d.</summary>
    public int Factor(AlignedMatrix<float> matrix)
    {
        for (var i = 0; i < dimension; i++)
        {
            matrix[i][i..].CopyTo(_factor.Writable(i)[i..]);
            Limits[i] = Math.Max(0, Precision * matrix[i][i]);
        }

        var stride = _factor.Stride;
        for (var first = 0; first < dimension; first += BlockRows)
        {
            var count = Math.Min(BlockRows, dimension - first);
            var factored = kernels.FactorRows(
                _factor.RowPointer(first) + first, stride, count, stride - first, Limits + first, Inverses + first);
            if (factored < count) return first + factored;
            if (first + count < dimension) TakeFromRest(first, first + count);
        }

        var (least, most) = (float.MaxValue, 0f);
        foreach (var inverse in _vectors[0]) (least, most) = (Math.Min(least, inverse), Math.Max(most, inverse));
        PivotRatio = most / least * (most / least);
        return dimension;
    }

    /// <summary>Solves Ax = b. The vectors start on cache lines and end in zeros; b is kept.</summary>
    public void Solve(float* b, float* x)
    {
        _vectors.Writable(2).Clear();
        _vectors.Writable(3).Clear();
        new Span<float>(b, dimension).CopyTo(_vectors.Writable(2));
        new Span<float>(x, dimension).Clear();
        kernels.Forward(_factor.RowPointer(0), _factor.Stride, dimension, Inverses, _vectors.RowPointer(2), _vectors.RowPointer(3));
        kernels.Backward(_factor.RowPointer(0), _factor.Stride, dimension, Inverses, _vectors.RowPointer(3), x);
    }

    public void Dispose()
    {
        _factor.Dispose();
        _negated.Dispose();
        _vectors.Dispose();
    }

    private void TakeFromRest(int first, int next)
    {
        for (var row = first; row < next; row++)
            kernels.Scale(_factor.RowPointer(row) + next, -1, _negated.RowPointer(row - first), _factor.Stride - next);

        var right = _factor.RowPointer(first) + next;
        var to = _factor.RowPointer(next) + next;
        var update = new UpperUpdate(_negated.RowPointer(0), right, next - first, to, dimension - next)
        {
            LeftStride = _negated.Stride,
            RightStride = _factor.Stride,
            Stride = _factor.Stride,
        };
        kernels.AddUpper(update);
    }
}
