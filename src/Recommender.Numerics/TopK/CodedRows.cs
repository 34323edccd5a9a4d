using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.TopK;

/// <summary>Rows as int8 codes, each in a slot, with what bounds their scores. Slots may be in any order of the rows.</summary>
/// <remarks>Sixteen slots make a block. Safe for many readers; owns its memory.</remarks>
internal sealed unsafe class CodedRows : IDisposable
{
    private readonly int[] _slotOf;
    private readonly float[] _lengths;
    private readonly float[] _blockNorms;
    private readonly float[] _blockResiduals;

    private CodedRows(QuantizedMatrix quantized, int[] rowOf, float[] lengths)
    {
        (Quantized, RowOf, _lengths, _slotOf) = (quantized, rowOf, lengths, new int[rowOf.Length]);
        var blocks = quantized.Codes.Blocks + Int8Matrix.RowsPerBlock;   // so that vectors of them can be loaded
        (_blockNorms, _blockResiduals) = (GC.AllocateArray<float>(blocks, pinned: true), GC.AllocateArray<float>(blocks, pinned: true));
        for (var slot = 0; slot < rowOf.Length; slot++)
        {
            _slotOf[rowOf[slot]] = slot;
            var block = slot / Int8Matrix.RowsPerBlock;
            _blockNorms[block] = Math.Max(_blockNorms[block], quantized.Norms[slot]);
            _blockResiduals[block] = Math.Max(_blockResiduals[block], quantized.Residuals[slot]);
        }
    }

    /// <summary>The codes, by slot.</summary>
    public QuantizedMatrix Quantized { get; }

    /// <summary>The row in each slot.</summary>
    public int[] RowOf { get; }

    /// <summary>Quantises rows, the longest first: from some slot on, none can reach a threshold.</summary>
    public static CodedRows LongestFirst(AlignedMatrix<float> rows)
    {
        var (lengths, rowOf) = (new float[rows.Rows], new int[rows.Rows]);
        for (var row = 0; row < rowOf.Length; row++) (lengths[row], rowOf[row]) = (SymmetricInt8.NormOf(rows[row]), row);
        Array.Sort(lengths, rowOf);   // equal lengths in any order: no result depends on it
        Array.Reverse(lengths);
        Array.Reverse(rowOf);
        return new CodedRows(QuantizedMatrix.Of(rows, rowOf), rowOf, lengths);
    }

    /// <summary>The slot of a row.</summary>
    public int SlotOf(int row) => _slotOf[row];

    /// <summary>‖x‖ of the row in a slot, rounded up; infinite when the row is not finite. Never grows from slot to slot.</summary>
    public float LengthOf(int slot) => _lengths[slot];

    /// <summary>What bounds the scores of a block's rows and of those that follow. Valid while this is.</summary>
    public RowBounds BoundsFrom(int block)
    {
        // All five are pinned for good, so that their addresses may be carried out of here.
        fixed (float* scales = Quantized.Scales, norms = Quantized.Norms, residuals = Quantized.Residuals)
        fixed (float* blockNorms = _blockNorms, blockResiduals = _blockResiduals)
            return new RowBounds(scales, norms, residuals, blockNorms, blockResiduals).From(block);
    }

    public void Dispose() => Quantized.Dispose();
}
