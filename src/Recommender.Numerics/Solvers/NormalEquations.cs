using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Solvers;

/// <summary>
/// Weighted least squares with few unknowns: (G + λI + Σ wᵣ xᵣ xᵣᵀ) · x = Σ tᵣ xᵣ. What a member's vector solves, given the
/// titles that the member chose.
/// </summary>
/// <remarks>
/// Start, add as often as needed, solve. n·d²/2 steps for n rows added, then d³/6. Allocates nothing after construction. One
/// thread at a time. The same calls give the same bits. Hu, Koren and Volinsky, "Collaborative Filtering for Implicit
/// Feedback Datasets", ICDM 2008, where G is the Gram matrix of all titles, wᵣ the confidence above 1 and tᵣ the confidence.
/// </remarks>
public sealed unsafe class NormalEquations : IDisposable
{
    // Rows whose sum is taken before it goes to that of all: of a hundred thousand, each alone would drown in it.
    private const int RowsOfPart = 128;

    // Rows lie anywhere, which no hardware foresees: this many are under way from memory at a time.
    private const int RowsAhead = 8;

    private readonly KernelSet _kernels;
    private readonly PositiveDefiniteSolver _solver;
    private readonly OuterProducts _products;
    private readonly AlignedMatrix<float> _rightSide;

    /// <summary>Allocates what a dimension takes.</summary>
    /// <param name="dimension">Number of unknowns, d, 1 to <see cref="PositiveDefiniteSolver.MaxDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is out of range.</exception>
    public NormalEquations(int dimension)
        : this(dimension, KernelChoice.Active)
    {
    }

    internal NormalEquations(int dimension, KernelSet kernels)
    {
        _kernels = kernels;
        _solver = new PositiveDefiniteSolver(dimension, kernels);
        _products = new OuterProducts(kernels.Solver, _solver.Matrix);
        _rightSide = new AlignedMatrix<float>(2, dimension);   // the sum, and a part's
    }

    /// <summary>Number of unknowns, d.</summary>
    public int Dimension => _solver.Dimension;

    /// <summary>Begins anew with λI.</summary>
    /// <param name="ridge">λ. Finite.</param>
    /// <exception cref="ArgumentException">λ is not finite; nothing was changed.</exception>
    public void Start(float ridge)
    {
        if (!float.IsFinite(ridge)) Throw.NotFinite(0, ridge, nameof(ridge));
        for (var i = 0; i < Dimension; i++) _solver.Matrix.Writable(i).Clear();
        Begin(ridge);
    }

    /// <summary>Begins anew with G + λI.</summary>
    /// <param name="gram">G, shape (d, d), of which only the elements [i, j], j ≥ i, are read.</param>
    /// <param name="ridge">λ. Finite.</param>
    /// <exception cref="ArgumentException">The shape does not match or λ is not finite; nothing was changed.</exception>
    public void Start(AlignedMatrix<float> gram, float ridge)
    {
        ArgumentNullException.ThrowIfNull(gram);
        if (gram.Rows != Dimension || gram.Dimension != Dimension) Throw.NotSquare(gram.Rows, gram.Dimension, Dimension, nameof(gram));
        if (!float.IsFinite(ridge)) Throw.NotFinite(0, ridge, nameof(ridge));
        _solver.Copy(gram);
        Begin(ridge);
    }

    /// <summary>Adds rows of a matrix to both sides.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="which">Row numbers, shape (m), each in [0, n).</param>
    /// <param name="weights">Weight wᵣ of each outer product, shape (m), finite.</param>
    /// <param name="targets">Weight tᵣ of each row in the right side, shape (m), finite.</param>
    /// <exception cref="ArgumentException">A shape does not match, there is no such row, or a number or row is not finite; nothing was added.</exception>
    public void Add(AlignedMatrix<float> rows, ReadOnlySpan<int> which, ReadOnlySpan<float> weights, ReadOnlySpan<float> targets)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Dimension != Dimension) Throw.RowLength(rows.Dimension, Dimension, nameof(rows));
        Check.Output(weights.Length, which.Length, nameof(weights));
        Check.Output(targets.Length, which.Length, nameof(targets));
        using var hold = rows.Hold();
        using var holdOwn = _rightSide.Hold();   // for the error when it is disposed of
        for (var i = -RowsAhead; i < which.Length; i++)
        {
            if (i + RowsAhead < which.Length) Ask(rows, which[i + RowsAhead]);
            if (i < 0) continue;
            if ((uint)which[i] >= (uint)rows.Rows) Throw.RowOutOfRange(which[i], rows.Rows);
            if (!float.IsFinite(weights[i])) Throw.NotFinite(i, weights[i], nameof(weights));
            if (!float.IsFinite(targets[i])) Throw.NotFinite(i, targets[i], nameof(targets));
            if (!float.IsFinite(RowNorms.Of(rows, which[i], _kernels))) Throw.RowNotFinite(which[i], nameof(rows));
        }

        for (var first = 0; first < which.Length; first += RowsOfPart)
        {
            _rightSide.Writable(1).Clear();
            for (var i = first; i < Math.Min(first + RowsOfPart, which.Length); i++)
            {
                var row = rows.RowPointer(which[i]);
                _products.Add(row, weights[i]);
                _kernels.Solver.AddScaled(row, targets[i], _rightSide.RowPointer(1), rows.Stride);
            }

            _kernels.Solver.AddScaled(_rightSide.RowPointer(1), 1, _rightSide.RowPointer(0), rows.Stride);
        }

        _products.Flush();
    }

    /// <summary>Solves what was added since the start. More may be added after, and solved again.</summary>
    /// <param name="x">Receives the solution, shape (d).</param>
    /// <exception cref="ArgumentException">The shape does not match, or a sum has grown beyond a float; nothing was written.</exception>
    /// <exception cref="ArithmeticException">The matrix is not positive definite; the message has the pivot and its value; nothing was written.</exception>
    public void Solve(Span<float> x)
    {
        Check.Output(x.Length, Dimension, nameof(x));
        _solver.FactorMatrix();
        _solver.Solve(_rightSide[0], x);
    }

    /// <summary>Frees its memory.</summary>
    public void Dispose()
    {
        _solver.Dispose();
        _products.Dispose();
        _rightSide.Dispose();
    }

    private static void Ask(AlignedMatrix<float> rows, int row)
    {
        if ((uint)row < (uint)rows.Rows) Prefetch.Bytes(rows.RowPointer(row), rows.Stride * sizeof(float));
    }

    private void Begin(float ridge)
    {
        for (var i = 0; i < Dimension; i++) _solver.Matrix.Writable(i)[i] += ridge;
        _rightSide.Writable(0).Clear();
    }
}
