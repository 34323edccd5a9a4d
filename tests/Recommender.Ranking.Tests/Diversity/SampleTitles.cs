using Recommender.Numerics;

namespace Recommender.Ranking.Tests.Diversity;

/// <summary>Titles with random tags.</summary>
internal sealed class SampleTitles
{
    public const int TagCount = 12;

    public SampleTitles(Random random, int count)
    {
        Tags = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, TagCount).Where(_ => random.Next(5) == 0).ToArray())];
        Weights = [.. Tags.Select(tags => Normalised([.. tags.Select(_ => 0.1f + random.NextSingle())]))];
        Relevance = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        Rows = [.. Enumerable.Range(0, count)];
        random.Shuffle(Rows);
    }

    public int[][] Tags { get; }

    public float[][] Weights { get; }

    public float[] Relevance { get; }

    /// <summary>Title row of each candidate.</summary>
    public int[] Rows { get; }

    public CompressedRows<int> TagRows => Compress(Tags);

    public CompressedRows<float> WeightRows => Compress(Weights);

    private static CompressedRows<T> Compress<T>(T[][] rows)
        where T : unmanaged
    {
        var offsets = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) offsets[i + 1] = offsets[i] + rows[i].Length;
        return new CompressedRows<T>(offsets, rows.SelectMany(static row => row).ToArray());
    }

    private static float[] Normalised(float[] weights)
    {
        var norm = MathF.Sqrt(weights.Sum(static weight => weight * weight));
        return [.. weights.Select(weight => weight / norm)];
    }
}
