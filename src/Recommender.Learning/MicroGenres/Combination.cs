namespace Recommender.Learning.MicroGenres;

/// <summary>Terms that stand together on some titles.</summary>
/// <param name="terms">Term rows, ascending.</param>
/// <param name="titles">The titles that have all of them, ascending.</param>
/// <param name="weights">The least weight of the terms on each title.</param>
internal sealed class Combination(int[] terms, int[] titles, float[] weights)
{
    public int[] Terms { get; } = terms;

    public int[] Titles { get; } = titles;

    public float[] Weights { get; } = weights;

    /// <summary>The sum of the weights.</summary>
    public double Support { get; } = Sum(weights);

    /// <summary>The same for all combinations of the same terms, and for no others.</summary>
    public static TermSet KeyOf(ReadOnlySpan<int> terms) =>
        new(terms.Length > 0 ? terms[0] : -1, terms.Length > 1 ? terms[1] : -1, terms.Length > 2 ? terms[2] : -1, terms.Length > 3 ? terms[3] : -1);

    private static double Sum(float[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        return sum;
    }
}
