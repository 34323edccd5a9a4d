namespace Recommender.Numerics.Kernels;

/// <summary>The kernels of the small solvers. All rows start on cache lines and end in zeros up to the next one.</summary>
internal abstract unsafe class SolverKernels
{
    /// <summary>Adds a sum of outer products to the upper half of a matrix.</summary>
    public abstract void AddUpper(in UpperUpdate update);

    /// <summary>Writes factor · x.</summary>
    public abstract void Scale(float* x, float factor, float* to, nint length);

    /// <summary>Adds factor · x.</summary>
    public abstract void AddScaled(float* x, float factor, float* to, nint length);

    /// <summary>
    /// Makes the first rows of a matrix the first rows of its upper Cholesky factor U, UᵀU = A, and the others of these columns
    /// what they are without them. Left of the diagonal it leaves zeros, as far as a cache line goes.
    /// </summary>
    /// <param name="a">The matrix from its diagonal on, shape (count, width).</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="count">Rows to factor.</param>
    /// <param name="width">Columns, padded.</param>
    /// <param name="limits">What each pivot must exceed.</param>
    /// <param name="inverses">Receives the inverses of the diagonal of U.</param>
    /// <returns>The row whose pivot is not above its limit, left in place; or the number of rows.</returns>
    public abstract int FactorRows(float* a, nint stride, int count, nint width, float* limits, float* inverses);

    /// <summary>Solves Uᵀy = b. Destroys b; y must be zeros from its end to the end of the cache line.</summary>
    public abstract void Forward(float* u, nint stride, int size, float* inverses, float* b, float* y);

    /// <summary>Solves Ux = y. x must be zeros.</summary>
    public abstract void Backward(float* u, nint stride, int size, float* inverses, float* y, float* x);
}
