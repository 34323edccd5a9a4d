namespace Recommender.DiversityFigures;

/// <summary>How much is measured.</summary>
/// <param name="Candidates">Titles that a list is chosen from, the best by score.</param>
/// <param name="Dials">From relevance alone towards variety.</param>
/// <param name="Scales">What scores become.</param>
/// <param name="Resamples">Draws of members that an interval is made of.</param>
internal sealed record Plan(int Candidates, IReadOnlyList<float> Dials, IReadOnlyList<RelevanceScale> Scales, int Resamples)
{
    /// <summary>Weights of likeness for each of relevance: none, a thousandth to ten, eight to the decade, so that any scale of scores has its range, and variety alone.</summary>
    public static Plan Full { get; } = new(200, Sweep(perDecade: 8), RelevanceScale.All, Resamples: 1000);

    /// <summary>To see that everything works.</summary>
    public static Plan Dry { get; } = new(60, Sweep(perDecade: 1), [RelevanceScale.ShareOfBest], Resamples: 20);

    private static float[] Sweep(int perDecade) => [1, .. Enumerable.Range(0, (4 * perDecade) + 1).Select(step => 1 / (1 + (0.001f * MathF.Pow(10, (float)step / perDecade)))), 0];
}
