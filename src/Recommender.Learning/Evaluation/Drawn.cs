using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>Positions in a random order.</summary>
internal static class Drawn
{
    public static int[] Order(int from, int to, SplitMix64 random)
    {
        var order = new int[to - from];
        for (var i = 0; i < order.Length; i++) order[i] = from + i;
        random.Shuffle(order);
        return order;
    }

    public static int[] Titles(Interactions interactions, ReadOnlySpan<int> positions)
    {
        var titles = new int[positions.Length];
        for (var i = 0; i < titles.Length; i++) titles[i] = interactions.Titles[positions[i]];
        return titles;
    }
}
