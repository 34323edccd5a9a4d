namespace Recommender.Ranking.Artworks;

/// <summary>With what probability each artwork of a title is shown.</summary>
internal static class ArtworkChances
{
    /// <summary>Turns what artworks are worth into chances: a softmax, mixed with an even chance.</summary>
    /// <param name="values">What each is worth, finite, on entry; chances above 0 of sum 1 on return. At least one.</param>
    /// <param name="floor">Share of the even chance in the mixture, 0 to 1.</param>
    public static void Fill(Span<float> values, float floor)
    {
        var most = float.NegativeInfinity;
        foreach (var value in values) most = Math.Max(most, value);
        var sum = 0f;
        foreach (ref var value in values)
        {
            value = MathF.Exp(value - most);
            sum += value;
        }

        var (scale, even) = ((1 - floor) / sum, floor / values.Length);
        foreach (ref var value in values) value = even + (scale * value);
    }

    /// <summary>The one that a uniform number draws.</summary>
    /// <param name="chances">Of sum 1; the last has what rounding leaves.</param>
    /// <param name="fraction">In [0, 1).</param>
    public static int Draw(ReadOnlySpan<float> chances, double fraction)
    {
        var drawn = 0;
        while (drawn < chances.Length - 1 && fraction >= chances[drawn]) fraction -= chances[drawn++];
        return drawn;
    }
}
