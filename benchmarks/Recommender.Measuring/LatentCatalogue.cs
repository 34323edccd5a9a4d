using System.Numerics.Tensors;

namespace Recommender.Measuring;

/// <summary>Seeded vectors with the shape of trained embeddings: a hierarchy of clusters, a falling spectrum, uneven norms.</summary>
/// <remarks>
/// A row's direction is a shared mean, a part of one of 128 groups, a part of one of 4,096 clusters within them and a part of its
/// own, all drawn from one spectrum and turned by one rotation, so that no element stands out. Clusters have Zipf sizes and
/// differ in tightness. The logarithm of the norm is drawn from a normal distribution that is wider above than below, most of
/// its variance by cluster. A query is, like a member, a mixture of up to four clusters, large ones and those of long rows first,
/// and some of its own. The numbers are fitted to film vectors that benchmarks/peers learns from public ratings, whose
/// portrait and this catalogue's stand side by side in its results.
/// A row depends on its number only: a smaller catalogue is the beginning of a larger one. Filling is O(d²) and safe from many threads.
/// </remarks>
public sealed class LatentCatalogue
{
    private const int Groups = 128;
    private const int ClustersPerGroup = 32;
    private const int Clusters = Groups * ClustersPerGroup;
    private const double ZipfExponent = 0.7;

    // Shares of a direction's square. What is left of 1 is divided between the group and the cluster.
    private const float MeanShare = 0.08f;
    private const float TightestOwnShare = 0.05f;
    private const float LoosestOwnShare = 0.5f;
    private const float GroupPartOfRest = 0.65f;

    private const double ClusterPartOfNorm = 0.85;
    private const double MedianNorm = 0.55;
    private const double SpreadBelow = 0.235;
    private const double SpreadAbove = 0.47;
    private const float QueryOwnShare = 0.1f;
    private const double QuerySpread = 0.29;

    private readonly ulong _seed;
    private readonly float[] _spectrum;
    private readonly float[][] _rotation;
    private readonly float[] _mean;
    private readonly float[][] _centres = new float[Clusters][];
    private readonly float[] _ownShares = new float[Clusters];
    private readonly double[] _clusterNorms = new double[Clusters];
    private readonly double[] _rowChances = new double[Clusters];
    private readonly double[] _queryChances = new double[Clusters];

    /// <summary>Draws the clusters. O(d³).</summary>
    /// <param name="dimension">Elements of a vector, from 1.</param>
    /// <param name="seed">Another seed, another catalogue.</param>
    public LatentCatalogue(int dimension, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        _seed = (ulong)seed;
        var draws = new Draws(_seed, stream: 0, number: 0);
        _spectrum = Spectrum(dimension);
        _rotation = Rotation(dimension, ref draws);
        _mean = Rotated(ref draws);

        var groups = new float[Groups][];
        for (var group = 0; group < Groups; group++) groups[group] = Rotated(ref draws);
        for (var cluster = 0; cluster < Clusters; cluster++) DrawCluster(cluster, groups[cluster % Groups], ref draws);
        Accumulate(_rowChances);
        Accumulate(_queryChances);
    }

    /// <summary>Writes a row.</summary>
    /// <param name="row">Its number, from 0.</param>
    /// <param name="into">Shape (d).</param>
    public void FillRow(int row, Span<float> into)
    {
        var draws = new Draws(_seed, stream: 1, (ulong)row);
        var cluster = Pick(_rowChances, draws.Uniform());
        Rotate(ref draws, into);
        TensorPrimitives.MultiplyAdd(into, MathF.Sqrt(_ownShares[cluster]), _centres[cluster], into);
        SetNorm(into, MedianNorm * Math.Exp(Split(_clusterNorms[cluster] * Math.Sqrt(ClusterPartOfNorm) + draws.Normal() * Math.Sqrt(1 - ClusterPartOfNorm))));
    }

    /// <summary>Writes a query; its numbers are not the rows'.</summary>
    /// <param name="query">Its number, from 0.</param>
    /// <param name="into">Shape (d).</param>
    public void FillQuery(int query, Span<float> into)
    {
        var draws = new Draws(_seed, stream: 2, (ulong)query);
        Rotate(ref draws, into);
        TensorPrimitives.Multiply(into, MathF.Sqrt(QueryOwnShare), into);
        var tastes = 1 + (int)(4 * draws.Uniform());
        for (var taste = 0; taste < tastes; taste++)
            TensorPrimitives.MultiplyAdd(_centres[Pick(_queryChances, draws.Uniform())], 0.3f + (float)draws.Uniform(), into, into);
        TensorPrimitives.MultiplyAdd(_mean, -TensorPrimitives.Dot<float>(_mean, into), into, into);
        SetNorm(into, Math.Exp(QuerySpread * draws.Normal()));
    }

    private void DrawCluster(int cluster, float[] group, ref Draws draws)
    {
        _ownShares[cluster] = TightestOwnShare + (float)draws.Uniform() * (LoosestOwnShare - TightestOwnShare);
        var rest = 1 - MeanShare - _ownShares[cluster];
        var centre = Rotated(ref draws);
        TensorPrimitives.Multiply(centre, MathF.Sqrt(rest * (1 - GroupPartOfRest)), centre);
        TensorPrimitives.MultiplyAdd(group, MathF.Sqrt(rest * GroupPartOfRest), centre, centre);
        TensorPrimitives.MultiplyAdd(_mean, MathF.Sqrt(MeanShare), centre, centre);
        _centres[cluster] = centre;

        _clusterNorms[cluster] = draws.Normal();
        _rowChances[cluster] = Math.Pow(1 + Clusters * draws.Uniform(), -ZipfExponent);
        _queryChances[cluster] = Math.Pow(_rowChances[cluster], 1.5) * Math.Exp(1.5 * _clusterNorms[cluster]);
    }

    // Squares sum to 1; fitted to the eigenvalues of the trained rows without their mean.
    private static float[] Spectrum(int dimension)
    {
        var energies = Enumerable.Range(0, dimension).Select(i => 0.005 + 0.02 / (i + 1)).ToArray();
        return [.. energies.Select(energy => (float)Math.Sqrt(energy / energies.Sum()))];
    }

    // Rows of an orthogonal matrix, by Gram and Schmidt.
    private static float[][] Rotation(int dimension, ref Draws draws)
    {
        var rows = new float[dimension][];
        for (var i = 0; i < dimension; i++)
        {
            var row = rows[i] = new float[dimension];
            for (var j = 0; j < dimension; j++) row[j] = draws.Normal();
            for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < i; other++) TensorPrimitives.MultiplyAdd(rows[other], -TensorPrimitives.Dot<float>(rows[other], row), row, row);
            SetNorm(row, 1);
        }

        return rows;
    }

    private float[] Rotated(ref Draws draws)
    {
        var vector = new float[_spectrum.Length];
        Rotate(ref draws, vector);
        return vector;
    }

    private void Rotate(ref Draws draws, Span<float> into)
    {
        Span<float> straight = stackalloc float[into.Length];
        for (var i = 0; i < straight.Length; i++) straight[i] = _spectrum[i] * draws.Normal();
        for (var i = 0; i < into.Length; i++) into[i] = TensorPrimitives.Dot(_rotation[i], straight);
    }

    private static double Split(double normal) => normal * (normal < 0 ? SpreadBelow : SpreadAbove);

    private static void SetNorm(Span<float> vector, double norm) =>
        TensorPrimitives.Multiply(vector, (float)(norm / Math.Max(1e-12, TensorPrimitives.Norm<float>(vector))), vector);

    private static void Accumulate(double[] chances)
    {
        for (var i = 1; i < chances.Length; i++) chances[i] += chances[i - 1];
    }

    private static int Pick(double[] accumulated, double uniform)
    {
        var found = Array.BinarySearch(accumulated, uniform * accumulated[^1]);
        return Math.Min(found < 0 ? ~found : found, accumulated.Length - 1);
    }
}
