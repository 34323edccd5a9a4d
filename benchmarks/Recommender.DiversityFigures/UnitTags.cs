using Recommender.Learning.Data;
using Recommender.Numerics;

namespace Recommender.DiversityFigures;

/// <summary>Titles' tags as the similarity reads them: weights of Euclidean norm 1.</summary>
internal sealed class UnitTags : IDisposable
{
    public UnitTags(Dataset dataset)
    {
        var (offsets, tags, weights) = (new List<long> { 0 }, new List<int>(), new List<float>());
        foreach (var title in dataset.Titles)
        {
            var norm = MathF.Sqrt(title.Tags.Sum(static tag => tag.Weight * tag.Weight));
            foreach (var (tag, weight) in title.Tags.OrderBy(static tag => tag.Tag))
            {
                tags.Add(tag);
                weights.Add(weight / norm);
            }

            offsets.Add(tags.Count);
        }

        Count = dataset.Tags.Count;
        Tags = new CompressedRows<int>([.. offsets], [.. tags]);
        Weights = new CompressedRows<float>([.. offsets], [.. weights]);
    }

    /// <summary>Number of different tags.</summary>
    public int Count { get; }

    /// <summary>By title row.</summary>
    public CompressedRows<int> Tags { get; }

    /// <summary>As many, by title row.</summary>
    public CompressedRows<float> Weights { get; }

    public void Dispose()
    {
        Tags.Dispose();
        Weights.Dispose();
    }
}
