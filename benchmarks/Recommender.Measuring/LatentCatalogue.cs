using System.Numerics.Tensors;

namespace Recommender.Measuring;

/// <summary>Seeded vectors with the shape of trained embeddings: a hierarchy of clusters, a falling spectrum, uneven norms.</summary>
/// <remarks>
/// A row is a shared mean, one of 4,096 clusters within 256 groups (both of Zipf sizes), a lesser part of two other clusters,
/// since few films are of one kind only, and a part of its own. Groups differ in popularity: popular ones have longer rows,
/// which are less alike. Norms have the quantiles of the trained rows. The numbers are fitted to film vectors that
/// benchmarks/peers learns from public ratings: its results show for both what they look like, and how hard they are to search.
/// A row depends on its number only: a smaller catalogue is the beginning of a larger one. Filling is O(d²) and safe from many threads.
/// </remarks>
public sealed class LatentCatalogue
{
    private const int Groups = 256;
    private const int Clusters = 4096;
    private const int LesserParts = 2;

    // Shares of the square of a cluster's rows. What is left of 1 is divided between the group and the cluster.
    private const float MeanShare = 0.15f;
    private const float OwnShare = 0.4f;
    private const float OwnShareOfPopularity = 0.2f;
    private const float GroupPartOfRest = 0.75f;

    // Shares of the variance of popularity; the rest is the row's own.
    private const double GroupPopularity = 0.85;
    private const double ClusterPopularity = 0.05;

    // Norms of the trained rows at their quantiles 0, 0.01, 0.1, 0.5, 0.9, 0.99 and 1, and where a normal distribution has those.
    private static readonly double[] Norms = [0.23, 0.317, 0.407, 0.55, 1.07, 1.61, 2.32];
    private static readonly double[] Deviates = [-4, -2.326, -1.282, 0, 1.282, 2.326, 4];

    private readonly ulong _seed;
    private readonly LatentSpace _space;
    private readonly float[][] _centres = new float[Clusters][];
    private readonly float[] _mean;
    private readonly float[] _own = new float[Clusters];
    private readonly double[] _popularity = new double[Clusters];
    private readonly double[] _chances = new double[Clusters];

    /// <summary>Draws the clusters. O(d³).</summary>
    /// <param name="dimension">Elements of a vector, from 1.</param>
    /// <param name="seed">Another seed, another catalogue.</param>
    public LatentCatalogue(int dimension, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        _seed = (ulong)seed;
        var draws = new Draws(_seed, stream: 0, number: 0);
        _space = new LatentSpace(dimension, ref draws);
        _mean = _space.Draw(ref draws);
        TensorPrimitives.Multiply(_mean, MathF.Sqrt(MeanShare) / TensorPrimitives.Norm<float>(_mean), _mean);

        var (sizes, popularity) = DrawGroups(ref draws);
        for (var group = 0; group < Groups; group++) DrawClusters(group, sizes[group], popularity[group], ref draws);
        for (var i = 1; i < Clusters; i++) _chances[i] += _chances[i - 1];
    }

    /// <summary>Elements of a vector.</summary>
    public int Dimension => _space.Dimension;

    /// <summary>Writes a row.</summary>
    /// <param name="row">Its number, from 0.</param>
    /// <param name="into">Shape (d).</param>
    public void FillRow(int row, Span<float> into)
    {
        var draws = new Draws(_seed, stream: 1, (ulong)row);
        var cluster = Pick(_chances, draws.Uniform());
        _space.Draw(ref draws, into);
        TensorPrimitives.MultiplyAdd(into, MathF.Sqrt(_own[cluster]), _mean, into);
        TensorPrimitives.Add(into, _centres[cluster], into);

        var (popularity, squares) = (_popularity[cluster], 1.0);
        for (var part = 0; part < LesserParts; part++)
        {
            var (other, weight) = (Pick(_chances, draws.Uniform()), draws.Uniform());
            TensorPrimitives.MultiplyAdd(_centres[other], (float)weight, into, into);
            popularity += weight * _popularity[other];
            squares += weight * weight;
        }

        popularity = popularity / Math.Sqrt(squares) + Math.Sqrt(1 - GroupPopularity - ClusterPopularity) * draws.Normal();
        TensorPrimitives.Multiply(into, (float)(NormOf(popularity) / TensorPrimitives.Norm<float>(into)), into);
    }

    /// <summary>The direction of a cluster that somebody likes: popular and large ones first. Not of length 1.</summary>
    internal ReadOnlySpan<float> DrawTaste(ref Draws draws)
    {
        // By rejection: nearly all popularities are below the bound.
        const double bound = 3;
        while (true)
        {
            var cluster = Pick(_chances, draws.Uniform());
            if (draws.Uniform() < Math.Exp(2 * (_popularity[cluster] - bound))) return _centres[cluster];
        }
    }

    /// <summary>Random numbers of the queries.</summary>
    internal Draws DrawsOfQuery(int query) => new(_seed, stream: 2, (ulong)query);

    // Few groups are large, and chance must not make all of those popular: over all rows popularity has mean 0 and deviation 1.
    private static (double[] Sizes, double[] Popularity) DrawGroups(ref Draws draws)
    {
        var (sizes, popularity) = (new double[Groups], new double[Groups]);
        for (var group = 0; group < Groups; group++)
        {
            sizes[group] = Math.Pow(1 + Groups * draws.Uniform(), -1.2);
            popularity[group] = draws.Normal();
        }

        var total = sizes.Sum();
        var mean = sizes.Zip(popularity, (size, value) => size * value).Sum() / total;
        var deviation = Math.Sqrt(sizes.Zip(popularity, (size, value) => size * (value - mean) * (value - mean)).Sum() / total);
        return (sizes, [.. popularity.Select(value => (value - mean) / deviation)]);
    }

    // Clusters of a group are those with the same remainder.
    private void DrawClusters(int group, double size, double popularity, ref Draws draws)
    {
        var centre = _space.Draw(ref draws);
        for (var cluster = group; cluster < Clusters; cluster += Groups)
        {
            _own[cluster] = Math.Clamp(OwnShare + OwnShareOfPopularity * (float)popularity + 0.15f * (2 * (float)draws.Uniform() - 1), 0.04f, 0.75f);
            var rest = Math.Max(0.1f, 1 - MeanShare - _own[cluster]);
            var direction = _space.Draw(ref draws);
            TensorPrimitives.Multiply(direction, MathF.Sqrt(rest * (1 - GroupPartOfRest)), direction);
            TensorPrimitives.MultiplyAdd(centre, MathF.Sqrt(rest * GroupPartOfRest), direction, direction);
            _centres[cluster] = direction;
            _popularity[cluster] = Math.Sqrt(GroupPopularity) * popularity + Math.Sqrt(ClusterPopularity) * draws.Normal();
            _chances[cluster] = size * Math.Pow(1 + Clusters * draws.Uniform(), -0.7);
        }
    }

    // Straight between the quantiles, in the logarithm.
    private static double NormOf(double popularity)
    {
        var deviate = Math.Clamp(popularity, Deviates[0], Deviates[^1]);
        var above = 1;
        while (deviate > Deviates[above]) above++;
        var part = (deviate - Deviates[above - 1]) / (Deviates[above] - Deviates[above - 1]);
        return Norms[above - 1] * Math.Pow(Norms[above] / Norms[above - 1], part);
    }

    private static int Pick(double[] accumulated, double uniform)
    {
        var found = Array.BinarySearch(accumulated, uniform * accumulated[^1]);
        return Math.Min(found < 0 ? ~found : found, accumulated.Length - 1);
    }
}
