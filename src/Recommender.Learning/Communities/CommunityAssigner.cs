using Recommender.Numerics;
using Recommender.Numerics.Clustering;

namespace Recommender.Learning.Communities;

/// <summary>Says to which communities a member belongs by the member's vector, and how much. Immutable; safe from many threads.</summary>
internal sealed class CommunityAssigner : IDisposable
{
    private readonly NearestCentroids _nearest;

    /// <summary>Takes the packed centroids over.</summary>
    /// <param name="nearest">Centroids of norm 1.</param>
    /// <param name="sharpness">By how much a cosine must be higher to weigh e times as much, above 0.</param>
    public CommunityAssigner(NearestCentroids nearest, float sharpness) => (_nearest, Sharpness) = (nearest, sharpness);

    public float Sharpness { get; }

    public int Count => _nearest.Count;

    public int Dimension => _nearest.Dimension;

    /// <summary>How many of the strongest few there are: none for a vector of zeros.</summary>
    public int Assign(ReadOnlySpan<float> vector, Span<int> communities, Span<float> weights)
    {
        var few = Math.Min(Math.Min(communities.Length, weights.Length), Count);
        if (few == 0) return 0;
        _nearest.Find(vector, communities[..few], weights[..few]);
        return Weigh(Norm(vector), weights[..few]);
    }

    /// <summary>The same for every row at once.</summary>
    /// <param name="vectors">Shape (n, d).</param>
    /// <param name="each">How many of each, 1 to the number of communities.</param>
    /// <param name="threads">Most threads to use; all cores unless told.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Communities and weights, shape (n, each); a row of zeros has weights of zeros.</returns>
    public (int[] Communities, float[] Weights) AssignAll(AlignedMatrix<float> vectors, int each, int? threads, CancellationToken cancellation)
    {
        var communities = new int[checked(vectors.Rows * each)];
        var weights = new float[communities.Length];
        _nearest.AssignFew(vectors, each, communities, weights, threads, cancellation);
        for (var row = 0; row < vectors.Rows; row++)
        {
            var own = weights.AsSpan(row * each, each);
            if (Weigh(Norm(vectors[row]), own) == 0) own.Clear();
        }

        return (communities, weights);
    }

    public void Dispose() => _nearest.Dispose();

    internal static float Norm(ReadOnlySpan<float> vector)
    {
        var square = 0.0;
        foreach (var element in vector) square += (double)element * element;
        return (float)Math.Sqrt(square);
    }

    // From inner products, strongest first, to weights that sum to 1.
    private int Weigh(float norm, Span<float> scores)
    {
        if (norm == 0) return 0;
        var (best, sum) = (scores[0], 0f);
        for (var i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp((scores[i] - best) / (norm * Sharpness));
        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
        return scores.Length;
    }
}
