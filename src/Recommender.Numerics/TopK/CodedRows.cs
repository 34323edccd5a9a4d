using Recommender.Numerics.Files;
using Recommender.Numerics.Memory;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.TopK;

/// <summary>Rows as int8 codes, each in a slot, with what bounds their scores. Slots may be in any order of the rows.</summary>
/// <remarks>Sixteen slots make a block. Safe for many readers; owns its memory, or maps a file's.</remarks>
internal sealed unsafe class CodedRows : IDisposable
{
    private readonly Column<int> _rowOf;
    private readonly Column<int> _slotOf;
    private readonly Column<float> _lengths;
    private readonly Column<float> _blockNorms;
    private readonly Column<float> _blockResiduals;

    private CodedRows(QuantizedMatrix quantized, Column<int> rowOf, Column<float> lengths)
    {
        var (rows, blocks) = (quantized.Codes.Rows, PaddedBlocks(quantized.Codes));
        (Quantized, _rowOf, _lengths, _slotOf) = (quantized, rowOf, lengths, new(rows));
        (_blockNorms, _blockResiduals) = (new(blocks), new(blocks));
        var slots = _slotOf.Writable;
        var norms = _blockNorms.Writable;
        var residuals = _blockResiduals.Writable;
        for (var slot = 0; slot < rows; slot++)
        {
            slots[RowOf[slot]] = slot;
            var block = slot / Int8Matrix.RowsPerBlock;
            norms[block] = Math.Max(norms[block], quantized.Norms[slot]);
            residuals[block] = Math.Max(residuals[block], quantized.Residuals[slot]);
        }
    }

    private CodedRows(SectionFile file, string name)
    {
        Quantized = QuantizedMatrix.Map(file, name);
        var (rows, blocks) = (Quantized.Codes.Rows, PaddedBlocks(Quantized.Codes));
        _rowOf = Column<int>.Map(file, $"{name}.row-of", rows);
        _slotOf = Column<int>.Map(file, $"{name}.slot-of", rows);
        _lengths = Column<float>.Map(file, $"{name}.lengths", rows);
        _blockNorms = Column<float>.Map(file, $"{name}.block-norms", blocks);
        _blockResiduals = Column<float>.Map(file, $"{name}.block-residuals", blocks);
    }

    /// <summary>The codes, by slot.</summary>
    public QuantizedMatrix Quantized { get; }

    /// <summary>The row in each slot.</summary>
    public ReadOnlySpan<int> RowOf => _rowOf.Span;

    /// <summary>Quantises rows, the longest first: from some slot on, none can reach a threshold.</summary>
    public static CodedRows LongestFirst(AlignedMatrix<float> rows)
    {
        var (lengths, rowOf) = (new Column<float>(rows.Rows), new Column<int>(rows.Rows));
        var sorted = lengths.Writable;
        var order = rowOf.Writable;
        for (var row = 0; row < rows.Rows; row++) (sorted[row], order[row]) = (SymmetricInt8.NormOf(rows[row]), row);
        sorted.Sort(order);   // equal lengths in any order: no result depends on it
        sorted.Reverse();
        order.Reverse();
        return new CodedRows(QuantizedMatrix.Of(rows, order), rowOf, lengths);
    }

    /// <summary>Maps rows that <see cref="Save"/> wrote. O(n): what is used as an index is looked at.</summary>
    /// <exception cref="InvalidFileException">A section is missing, has another type or shape or a number that is no row's.</exception>
    public static CodedRows Map(SectionFile file, string name)
    {
        var rows = new CodedRows(file, name);
        RequireBelow(file, $"{name}.row-of", rows.RowOf);
        RequireBelow(file, $"{name}.slot-of", rows._slotOf.Span);
        return rows;
    }

    /// <summary>The slot of a row.</summary>
    public int SlotOf(int row) => _slotOf.Span[row];

    /// <summary>‖x‖ of the row in each slot, rounded up; infinite when the row is not finite. Never grows from slot to slot.</summary>
    public ReadOnlySpan<float> Lengths => _lengths.Span;

    /// <summary>What bounds the scores of a block's rows and of those that follow. Valid while this is.</summary>
    public RowBounds BoundsFrom(int block)
    {
        // None of the five ever moves, so that their addresses may be carried out of here.
        fixed (float* scales = Quantized.Scales, norms = Quantized.Norms, residuals = Quantized.Residuals)
        fixed (float* blockNorms = _blockNorms.Span, blockResiduals = _blockResiduals.Span)
            return new RowBounds(scales, norms, residuals, blockNorms, blockResiduals).From(block);
    }

    public void Save(SectionFileWriter file, string name)
    {
        Quantized.Save(file, name);
        _rowOf.Save(file, $"{name}.row-of");
        _slotOf.Save(file, $"{name}.slot-of");
        _lengths.Save(file, $"{name}.lengths");
        _blockNorms.Save(file, $"{name}.block-norms");
        _blockResiduals.Save(file, $"{name}.block-residuals");
    }

    public void Dispose()
    {
        IDisposable[] parts = [Quantized, _rowOf, _slotOf, _lengths, _blockNorms, _blockResiduals];
        foreach (var part in parts) part.Dispose();
    }

    // So that vectors of them can be loaded.
    private static int PaddedBlocks(Int8Matrix codes) => codes.Blocks + Int8Matrix.RowsPerBlock;

    private static void RequireBelow(SectionFile file, string name, ReadOnlySpan<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if ((uint)numbers[i] >= (uint)numbers.Length) throw file.Refuse(name, i, $"{numbers[i]} is none of {numbers.Length} rows");
        }
    }
}
