namespace Recommender.Learning.Evaluation;

/// <summary>How much of a member's history a protocol holds back: a number of titles or a share.</summary>
public readonly record struct HeldBack
{
    private readonly double _share;
    private readonly int _count;

    private HeldBack(int count, double share) => (_count, _share) = (count, share);

    /// <summary>So many titles of each member.</summary>
    /// <param name="count">From 1.</param>
    public static HeldBack Titles(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(count, 0);
    }

    /// <summary>A share of each member's titles, rounded to the nearest number (half up), but at least one.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    public static HeldBack Share(double share)
    {
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "allowed is above 0 and below 1");
        return new(0, share);
    }

    /// <summary>How many of n titles.</summary>
    public int Of(int n) => _count > 0 ? _count : Math.Max(1, (int)Math.Floor(n * _share + 0.5));

    /// <inheritdoc/>
    public override string ToString() => _count > 0 ? $"{_count}" : $"{_share:0.###} of each";
}
