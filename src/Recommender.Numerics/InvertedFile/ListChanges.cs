using Recommender.Numerics.Kernels;
using Recommender.Numerics.Memory;
using Recommender.Numerics.Quantization;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>What has changed since a store was built: rows added, not yet in lists, and the versions at which rows went.</summary>
/// <remarks>
/// One writer appends; it publishes a version when all that the version says is written, and readers of older versions see
/// neither rows that came nor rows that went later. So nothing is ever copied, and nothing changes under a reader's eyes.
/// </remarks>
internal sealed unsafe class ListChanges : IDisposable
{
    /// <summary>The version at which a row goes that has not gone.</summary>
    public const int Never = int.MaxValue;

    private readonly Column<int> _older;
    private readonly Column<float> _scales;
    private readonly Column<float> _norms;
    private readonly Column<float> _residuals;
    private readonly Column<float> _blockNorms;
    private readonly Column<float> _blockResiduals;
    private readonly Projection? _projection;
    private readonly sbyte[] _codes;
    private readonly float[] _parts;

    public ListChanges(ListStore store, int capacity)
    {
        Capacity = capacity;
        BaseSlots = store.Slots;
        Gone = new Column<int>(store.Slots);
        Gone.Writable.Fill(Never);

        var padded = (capacity + Int8Matrix.RowsPerBlock - 1) / Int8Matrix.RowsPerBlock * Int8Matrix.RowsPerBlock;
        _projection = store.Projection;
        (_codes, _parts) = (new sbyte[store.Codes.Dimension], new float[store.Codes.Dimension]);
        Rows = new AlignedMatrix<float>(capacity, store.Dimension);
        Codes = new Int8Matrix(capacity, store.Codes.Dimension);
        (_scales, _norms, _residuals) = (new(padded), new(padded), new(padded));
        var blocks = padded / Int8Matrix.RowsPerBlock + ListStore.Padding;
        (_blockNorms, _blockResiduals) = (new(blocks), new(blocks));
        (RowOf, AddedGone, _older) = (new(padded), new(padded), new(padded));
        RowOf.Writable.Fill(-1);
        AddedGone.Writable.Fill(Never);
        LongestRow = store.LongestRow;
    }

    public int Capacity { get; }

    public int BaseSlots { get; }

    /// <summary>For each slot of the store, the version from which on it is not there.</summary>
    public Column<int> Gone { get; }

    public AlignedMatrix<float> Rows { get; }

    public Int8Matrix Codes { get; }

    /// <summary>What bounds the scores of rows. That of a block may be too large for readers who do not see all its rows, which harms nothing.</summary>
    public RowBounds Bounds => new(_scales.First, _norms.First, _residuals.First, _blockNorms.First, _blockResiduals.First);

    public Column<int> RowOf { get; }

    /// <summary>For each added row, the version from which on it is not there.</summary>
    public Column<int> AddedGone { get; }

    /// <summary>The longest row of the store and of what was added.</summary>
    public double LongestRow { get; private set; }

    /// <summary>Writes a row where no reader looks yet.</summary>
    /// <param name="index">How many there are.</param>
    /// <param name="row">The caller's number.</param>
    /// <param name="older">The slot that the row had before, or −1.</param>
    /// <param name="vector">Shape (d).</param>
    public void Append(int index, int row, int older, ReadOnlySpan<float> vector)
    {
        vector.CopyTo(new Span<float>(Rows.RowPointer(index), vector.Length));
        var (scale, norm, residual) = Quantize(index, vector);
        Codes.Write(index, _codes);
        (_scales.First[index], _norms.First[index], _residuals.First[index]) = (scale, norm, residual);
        var block = index / Int8Matrix.RowsPerBlock;
        _blockNorms.First[block] = Math.Max(_blockNorms.First[block], norm);
        _blockResiduals.First[block] = Math.Max(_blockResiduals.First[block], residual);
        (RowOf.First[index], _older.First[index]) = (row, older);
        if (float.IsFinite(residual)) LongestRow = Math.Max(LongestRow, (double)norm + residual);
    }

    /// <summary>Lets a row go from a version on.</summary>
    public void Remove(int slot, int version)
    {
        if (slot < BaseSlots) Volatile.Write(ref Gone.First[slot], version);
        else Volatile.Write(ref AddedGone.First[slot - BaseSlots], version);
    }

    /// <summary>The slot that a row has in a version, or −1, given the newest slot that it has or had.</summary>
    public int Find(int slot, int version, int added)
    {
        while (slot >= BaseSlots + added) slot = _older.First[slot - BaseSlots];
        if (slot < 0) return -1;
        return (slot < BaseSlots ? Gone.First[slot] : AddedGone.First[slot - BaseSlots]) > version ? slot : -1;
    }

    public void Dispose()
    {
        IDisposable[] parts =
        [
            Gone, Rows, Codes, RowOf, AddedGone, _scales, _norms, _residuals, _blockNorms, _blockResiduals, _older,
        ];
        foreach (var part in parts) part.Dispose();
    }

    private (float Scale, float Norm, float Residual) Quantize(int index, ReadOnlySpan<float> vector)
    {
        if (_projection is null) return SymmetricInt8.Quantize(vector, _codes);
        _projection.Apply(KernelChoice.Active, Rows.RowPointer(index), _parts);
        return _projection.Quantize(vector, _parts, _codes);
    }
}
