using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Kernels;

/// <summary>The rows of a matrix as the columns of a product, packed for one set of kernels. Owns its memory.</summary>
internal sealed unsafe class PackedColumns : IDisposable
{
    private readonly NativeBlock _memory;
    private readonly KernelSet _kernels;
    private readonly int _depth;

    /// <summary>Makes room for columns.</summary>
    public PackedColumns(KernelSet kernels, int columns, int depth)
    {
        var panels = (columns + kernels.PanelWidth - 1) / kernels.PanelWidth;
        (_kernels, _depth) = (kernels, depth);
        _memory = new NativeBlock((long)panels * kernels.PanelWidth * depth * sizeof(float));
    }

    /// <summary>Packs some rows over what was packed before. They must fit.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="first">The first row to pack; the columns bear the numbers of the rows.</param>
    /// <param name="count">Rows to pack.</param>
    public Panels Pack(AlignedMatrix<float> rows, int first, int count)
    {
        var width = _kernels.PanelWidth;
        var panels = (count + width - 1) / width;
        var to = (float*)_memory.DangerousGetHandle();
        for (var column = 0; column < panels * width; column++)
        {
            var elements = to + column / width * ((nint)_depth * width) + column % width;
            var row = column < count ? rows.RowPointer(first + column) : null;
            for (nint i = 0; i < _depth; i++) elements[i * width] = row == null ? float.NaN : row[i];
        }

        return new Panels(to, panels, _depth, first);
    }

    public MemoryHold Hold() => new(_memory);

    public void Dispose() => _memory.Dispose();
}
