namespace Recommender.Numerics.TopK;

/// <summary>What it takes to tell from int8 products whether a block of rows can be passed over.</summary>
internal readonly unsafe struct BlockLimits(float* scales, float queryScale, float* limits)
{
    /// <summary>One for each row.</summary>
    public readonly float* Scales = scales;
    public readonly float QueryScale = queryScale;

    /// <summary>One for each block: rows whose scores are below it do not count.</summary>
    public readonly float* Limits = limits;
}
