namespace Recommender.Numerics.TopK;

/// <summary>Rows of consecutive blocks whose int8 products are known, and which of them count.</summary>
internal readonly unsafe ref struct ScannedRows
{
    public int FirstRow { get; init; }

    public int Blocks { get; init; }

    /// <summary>One bit per row of a block, lowest first; the products of a block with none may be anything.</summary>
    public ushort* Allowed { get; init; }

    public int* Dots { get; init; }

    public float* Scales { get; init; }

    public float* Norms { get; init; }

    public float* Residuals { get; init; }
}
