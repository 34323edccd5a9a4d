using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Solvers;

/// <summary>Adds Σ w·x·xᵀ to the upper half of a matrix, some rows at a time: these stay in the first-level cache while tiles go by.</summary>
internal sealed unsafe class OuterProducts : IDisposable
{
    // Rows and weighted rows together; the tile of the sum has the rest of the cache.
    private const int BufferBytes = 32 * 1024;

    private readonly SolverKernels _kernels;
    private readonly AlignedMatrix<float> _to;
    private readonly AlignedMatrix<float> _rows;
    private readonly AlignedMatrix<float> _weighted;
    private int _count;

    /// <summary>Makes the buffers; the matrix stays the caller's.</summary>
    public OuterProducts(SolverKernels kernels, AlignedMatrix<float> to)
    {
        (_kernels, _to) = (kernels, to);
        var capacity = Math.Clamp(BufferBytes / (2 * to.Stride * sizeof(float)), 8, 64);
        _rows = new AlignedMatrix<float>(capacity, to.Dimension);
        _weighted = new AlignedMatrix<float>(capacity + 1, to.Dimension);   // one more, since kernels read past the last
    }

    /// <summary>Takes a row, on a cache line and padded with zeros.</summary>
    public void Add(float* row, float weight)
    {
        if (_count == _rows.Rows) Flush();
        _kernels.Scale(row, 1, _rows.RowPointer(_count), _rows.Stride);
        _kernels.Scale(row, weight, _weighted.RowPointer(_count), _rows.Stride);
        _count++;
    }

    /// <summary>Adds what was taken to the matrix.</summary>
    public void Flush()
    {
        if (_count == 0) return;

        var update = new UpperUpdate(_weighted.RowPointer(0), _rows.RowPointer(0), _count, _to.RowPointer(0), _to.Dimension)
        {
            LeftStride = _weighted.Stride,
            RightStride = _rows.Stride,
            Stride = _to.Stride,
        };
        _kernels.AddUpper(update);
        _count = 0;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _weighted.Dispose();
    }
}
