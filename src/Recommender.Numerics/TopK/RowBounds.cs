namespace Recommender.Numerics.TopK;

/// <summary>Numbers that bound the scores of coded rows, one of each per row; and the largest of every block of them.</summary>
internal readonly unsafe struct RowBounds(float* scales, float* norms, float* residuals, float* blockNorms, float* blockResiduals)
{
    public readonly float* Scales = scales;
    public readonly float* Norms = norms;
    public readonly float* Residuals = residuals;
    public readonly float* BlockNorms = blockNorms;
    public readonly float* BlockResiduals = blockResiduals;

    public RowBounds From(int block)
    {
        var row = (nint)block * Int8Matrix.RowsPerBlock;
        return new RowBounds(Scales + row, Norms + row, Residuals + row, BlockNorms + block, BlockResiduals + block);
    }
}
