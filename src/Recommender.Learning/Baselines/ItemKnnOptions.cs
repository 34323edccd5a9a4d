namespace Recommender.Learning.Baselines;

/// <summary>Settings of <see cref="ItemKnn"/>.</summary>
public sealed record ItemKnnOptions
{
    /// <summary>Most neighbours of a title, from 1.</summary>
    public int Neighbours { get; init; } = 100;

    /// <summary>Added to the denominator of a similarity, from 0: the more, the less do titles of few members resemble others.</summary>
    public double Shrinkage { get; init; } = 10;
}
