namespace Recommender.Numerics.TopK;

/// <summary>At most <see cref="MaxBlocks"/> consecutive blocks of rows whose int8 products are known.</summary>
internal readonly unsafe ref struct ScannedRows
{
    /// <summary>As many as <see cref="Live"/> has bits.</summary>
    public const int MaxBlocks = 64;

    public int FirstSlot { get; init; }

    /// <summary>One bit per block, lowest first: no row of the others counts.</summary>
    public ulong Live { get; init; }

    public int* Dots { get; init; }

    /// <summary>What bounds each row's score, from the first row on.</summary>
    public RowBounds Rows { get; init; }
}
