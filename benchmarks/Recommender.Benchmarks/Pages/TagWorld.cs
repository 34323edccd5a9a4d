using System.Numerics.Tensors;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Pages;

/// <summary>
/// Tags of the made-up titles. A tag lies in the direction of some title, and a title has, of each group, the tags that go with its
/// own direction best but for chance; so titles that are near have tags in common, as real ones do.
/// </summary>
internal sealed class TagWorld
{
    // Group, its number of tags, fewest and most of a title.
    private static readonly (string Group, int Tags, int Least, int Most)[] Groups =
        [("genre", 24, 1, 2), ("mood", 47, 2, 3), ("place", 55, 0, 1), ("theme", 130, 1, 3), ("people", 1_000, 1, 3), ("era", 10, 1, 1), ("language", 20, 1, 1)];

    public TagWorld(AlignedMatrix<float> titles, int seed)
    {
        GroupOfTag = [.. Groups.SelectMany(static group => Enumerable.Repeat(group.Group, group.Tags))];
        Tags = new int[titles.Rows][];
        Weights = new float[titles.Rows][];
        var random = new Random(seed);
        var directions = GroupOfTag.Select(_ => Unit(titles[random.Next(titles.Rows)])).ToArray();
        var seeds = Enumerable.Range(0, titles.Rows).Select(_ => random.Next()).ToArray();
        Parallel.For(0, titles.Rows, row => Draw(row, Unit(titles[row]), directions, new Random(seeds[row])));
    }

    public string[] GroupOfTag { get; }

    /// <summary>By title.</summary>
    public int[][] Tags { get; }

    /// <summary>By title, of norm 1.</summary>
    public float[][] Weights { get; }

    private void Draw(int row, float[] direction, float[][] directions, Random random)
    {
        var (tags, first) = (new List<int>(), 0);
        foreach (var (_, count, least, most) in Groups)
        {
            var values = Enumerable.Range(first, count).Select(tag => (Value: TensorPrimitives.Dot<float>(direction, directions[tag]) + (0.15f * random.NextSingle()), Tag: tag));
            tags.AddRange(values.OrderDescending().Take(random.Next(least, most + 1)).Select(static value => value.Tag));
            first += count;
        }

        float[] weights = [.. tags.Select((_, i) => i == 0 ? 1 : 0.4f + (0.6f * random.NextSingle()))];
        var norm = TensorPrimitives.Norm<float>(weights);
        (Tags[row], Weights[row]) = ([.. tags], [.. weights.Select(weight => weight / norm)]);
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), unit);
        return unit;
    }
}
