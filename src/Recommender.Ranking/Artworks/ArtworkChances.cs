namespace Recommender.Ranking.Artworks;

/// <summary>With what probability each artwork of a title is shown.</summary>
internal static class ArtworkChances
{
    /// <summary>Turns what artworks are worth into chances: a softmax, mixed with an even chance.</summary>
    /// <param name="values">What each is worth, finite, on entry; chances above 0 of sum 1 on return. At least one.</param>
    /// <param name="sharpness">By what worth is multiplied before its exponential.</param>
    /// <param name="floor">Share of the even chance in the mixture, 0 to 1.</param>
    public static void Fill(Span<float> values, float sharpness, float floor)
    {
        var most = float.NegativeInfinity;
        foreach (var value in values) most = Math.Max(most, value);
        var sum = 0f;
        foreach (ref var value in values)
        {
            value = MathF.Exp(sharpness * (value - most));
            sum += value;
        }

        var (scale, even) = ((1 - floor) / sum, floor / values.Length);
        foreach (ref var value in values) value = even + (scale * value);
    }
}
