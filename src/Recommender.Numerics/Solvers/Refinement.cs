using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Solvers;

/// <summary>Solutions whose residual is taken in double and solved for again, until that no longer matters.</summary>
/// <remarks>Higham, "Accuracy and Stability of Numerical Algorithms", chapter 12: mixed precision iterative refinement.</remarks>
internal sealed unsafe class Refinement : IDisposable
{
    private const int MaxSteps = 6;

    // Corrections below this part of the solution would be rounded away.
    private const double Enough = 1.0 / (1 << 26);

    private readonly KernelSet _kernels;
    private readonly AlignedMatrix<float> _matrix;
    private readonly Cholesky _cholesky;
    private readonly AlignedMatrix<float> _vectors;
    private readonly int[] _positions;
    private readonly double[] _solution;
    private readonly double[] _products;
    private bool _isMirrored;

    public Refinement(KernelSet kernels, AlignedMatrix<float> matrix, Cholesky cholesky)
    {
        (_kernels, _matrix, _cholesky) = (kernels, matrix, cholesky);
        _vectors = new AlignedMatrix<float>(2, matrix.Dimension);
        _positions = [.. Enumerable.Range(0, matrix.Rows)];
        _solution = GC.AllocateArray<double>(matrix.Stride, pinned: true);
        _products = GC.AllocateArray<double>(matrix.Stride, pinned: true);
    }

    /// <summary>The matrix has changed.</summary>
    public void Forget() => _isMirrored = false;

    /// <summary>Solves Ax = b; the vectors start on cache lines and end in zeros.</summary>
    public void Solve(float* b, float* x)
    {
        if (!_isMirrored) Mirror();
        _cholesky.Solve(b, x);
        for (var i = 0; i < _matrix.Rows; i++) _solution[i] = x[i];

        var before = double.PositiveInfinity;
        for (var step = 0; step < MaxSteps; step++)
        {
            var change = Correct(b, before);
            if (!(change < before / 2)) break;

            before = change;
            if (change <= Enough * Largest(_solution)) break;
        }

        for (var i = 0; i < _matrix.Rows; i++) x[i] = (float)_solution[i];
    }

    public void Dispose() => _vectors.Dispose();

    // Returns the largest element of the correction, which is made only if it is below half of the limit: else it gains nothing.
    private double Correct(float* b, double before)
    {
        fixed (double* solution = _solution, products = _products)
            _kernels.WideDots(_matrix.RowPointer(0), _matrix.Stride, _positions, solution, products);
        for (var i = 0; i < _matrix.Rows; i++) _products[i] = b[i] - _products[i];

        // Scaled, for a small residual of small numbers may be none in float.
        var scale = Largest(_products);
        if (scale == 0) return 0;

        for (var i = 0; i < _matrix.Rows; i++) _vectors.Writable(0)[i] = (float)(_products[i] / scale);
        _cholesky.Solve(_vectors.RowPointer(0), _vectors.RowPointer(1));
        var change = 0.0;
        foreach (var element in _vectors[1]) change = Math.Max(change, Math.Abs(element) * scale);
        if (!(change < before / 2)) return change;

        for (var i = 0; i < _matrix.Rows; i++) _solution[i] += _vectors[1][i] * scale;
        return change;
    }

    private void Mirror()
    {
        for (var i = 0; i < _matrix.Rows; i++)
        {
            var row = _matrix.RowPointer(i);
            for (var j = 0; j < i; j++) row[j] = _matrix.RowPointer(j)[i];
        }

        _isMirrored = true;
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
