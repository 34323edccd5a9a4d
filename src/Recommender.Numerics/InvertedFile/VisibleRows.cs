namespace Recommender.Numerics.Lists;

/// <summary>Which slots a search counts: those whose row is there in its version and allowed.</summary>
/// <param name="version">Rows that went at a later version are there.</param>
/// <param name="allowed">One bit per row number, lowest first; numbers beyond its end are not allowed. Empty: all are.</param>
/// <param name="sparse">So few are allowed that most blocks have none: it pays to look before scanning.</param>
internal readonly unsafe ref struct VisibleRows(int version, ReadOnlySpan<ulong> allowed, bool sparse)
{
    private readonly ReadOnlySpan<ulong> _allowed = allowed;

    /// <summary>Whether to scan a block.</summary>
    public bool HasAny(in SlotBlocks from, int block)
    {
        if (!sparse) return true;

        var first = block * Int8Matrix.RowsPerBlock;
        for (var slot = first; slot < first + Int8Matrix.RowsPerBlock; slot++)
        {
            if (Sees(from, slot)) return true;
        }

        return false;
    }

    /// <summary>Whether the row in a slot counts.</summary>
    /// <param name="from">Blocks.</param>
    /// <param name="slot">A slot, from the first of these blocks on.</param>
    public bool Sees(in SlotBlocks from, int slot)
    {
        var row = from.RowOf[slot];
        if (row < 0 || (from.Gone is not null && from.Gone[slot] <= version)) return false;
        return _allowed.IsEmpty || (row / 64 < _allowed.Length && (_allowed[row / 64] >> (row % 64) & 1) != 0);
    }
}
