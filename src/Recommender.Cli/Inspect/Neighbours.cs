using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.Cli.Inspect;

/// <summary>Titles that are like a title.</summary>
internal static class Neighbours
{
    /// <summary>By the cosine of embeddings; none where the title has no embedding.</summary>
    public static IEnumerable<(int Title, float Cosine)> ByEmbedding(AlignedMatrix<float> titles, int title, int most)
    {
        var own = Norm(titles[title]);
        var scores = new float[titles.Rows];
        RowScan.Scan(titles, titles[title], scores);
        for (var row = 0; row < scores.Length; row++)
        {
            var norm = Norm(titles[row]) * own;
            scores[row] = norm > 0 ? scores[row] / norm : 0;
        }

        return Best(scores, title, most);
    }

    /// <summary>By the cosine of tags, each with its weight and the rarer the more.</summary>
    public static IEnumerable<(int Title, float Cosine)> ByTags(Dataset dataset, int title, int most)
    {
        var rarity = new float[dataset.Tags.Count];
        foreach (var other in dataset.Titles)
            foreach (var (tag, _) in other.Tags) rarity[tag]++;
        for (var tag = 0; tag < rarity.Length; tag++) rarity[tag] = MathF.Log((1 + dataset.Titles.Count) / (1 + rarity[tag]));

        var own = new float[dataset.Tags.Count];
        foreach (var (tag, weight) in dataset.Titles[title].Tags) own[tag] = weight * rarity[tag];
        var norm = Norm(own);
        var scores = new float[dataset.Titles.Count];
        for (var row = 0; row < scores.Length; row++)
        {
            var (dot, square) = (0f, 0f);
            foreach (var (tag, weight) in dataset.Titles[row].Tags)
            {
                var element = weight * rarity[tag];
                dot += element * own[tag];
                square += element * element;
            }

            scores[row] = square > 0 && norm > 0 ? dot / (MathF.Sqrt(square) * norm) : 0;
        }

        return Best(scores, title, most);
    }

    private static IEnumerable<(int Title, float Cosine)> Best(float[] scores, int but, int most) =>
        scores.Index().Where(pair => pair.Index != but && pair.Item > 0).OrderByDescending(static pair => pair.Item).Take(most);

    private static float Norm(ReadOnlySpan<float> vector)
    {
        var square = 0f;
        foreach (var element in vector) square += element * element;
        return MathF.Sqrt(square);
    }
}
