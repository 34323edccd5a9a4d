namespace Recommender.Learning.Artworks;

/// <summary>What a persona makes of depicted tags: a normal distribution over the effect of each on the reward.</summary>
/// <param name="Means">Effect of each tag, shape (tags).</param>
/// <param name="Covariance">Shape (tags, tags), row after row.</param>
internal sealed record TagTaste(double[] Means, double[] Covariance)
{
    /// <summary>The effect of all tags of an artwork.</summary>
    public double Effect(ReadOnlySpan<int> tags)
    {
        var sum = 0.0;
        foreach (var tag in tags) sum += Means[tag];
        return sum;
    }

    /// <summary>How the effects of two artworks go together.</summary>
    public double Together(ReadOnlySpan<int> tags, ReadOnlySpan<int> others)
    {
        var sum = 0.0;
        foreach (var tag in tags)
        {
            foreach (var other in others) sum += Covariance[tag * Means.Length + other];
        }

        return sum;
    }
}
