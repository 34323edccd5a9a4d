using System.Numerics;
using Recommender.Learning.Communities;
using Recommender.Numerics;

namespace Recommender.Learning.MicroGenres;

/// <summary>Which micro-genres a community would like, by its direction and that of their titles.</summary>
public static class MicroGenreAffinity
{
    // Titles with a vector at which half of an affinity is believed: the mean of a few says little.
    private const double Few = 5;

    /// <summary>Matches each community with micro-genres.</summary>
    /// <param name="communities">Learnt from members' vectors.</param>
    /// <param name="microGenres">Of the same titles as the vectors.</param>
    /// <param name="titles">Titles' vectors, shape (titles, d); rows of zeros count nowhere.</param>
    /// <param name="most">Micro-genres of a community, from 0.</param>
    /// <returns>By community, the highest affinity first. An affinity is a cosine, above 0 and up to 1: how far community and
    /// micro-genre lie in the same direction from what all members and all titles have in common.</returns>
    /// <exception cref="ArgumentException">A shape does not match.</exception>
    /// <remarks>O(communities · micro-genres · d).</remarks>
    public static IReadOnlyList<IReadOnlyList<Matched>> Match(TasteCommunities communities, MicroGenreSet microGenres, AlignedMatrix<float> titles, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(communities);
        ArgumentNullException.ThrowIfNull(microGenres);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (titles.Rows != microGenres.TitleCount) throw new ArgumentException($"there are vectors of {titles.Rows} titles; the micro-genres are of {microGenres.TitleCount}", nameof(titles));
        if (titles.Dimension != communities.Centroids.Dimension)
            throw new ArgumentException($"titles' vectors have {titles.Dimension} elements; those of communities have {communities.Centroids.Dimension}", nameof(titles));

        var genres = Directions(microGenres, titles);
        var tastes = Tastes(communities);
        return [.. tastes.Select(taste => (IReadOnlyList<Matched>)[.. genres.Select((direction, row) => new Matched(row, Dot(taste, direction)))
            .Where(static match => match.Affinity > 0).OrderByDescending(static match => match.Affinity).ThenBy(static match => match.MicroGenre).Take(most)])];
    }

    // What a community wants other than all do.
    private static float[][] Tastes(TasteCommunities communities)
    {
        var mean = new double[communities.Centroids.Dimension];
        for (var row = 0; row < communities.Count; row++) Add(communities.Centroids[row], communities.Size(row), mean);
        var total = Enumerable.Range(0, communities.Count).Sum(row => (double)communities.Size(row));
        return [.. Enumerable.Range(0, communities.Count).Select(row => Direction(communities.Centroids[row], mean, total))];
    }

    private static float[][] Directions(MicroGenreSet microGenres, AlignedMatrix<float> titles)
    {
        var mean = new double[titles.Dimension];
        var all = 0;
        for (var row = 0; row < titles.Rows; row++) all += AddUnit(titles[row], 1, mean) ? 1 : 0;

        var directions = new float[microGenres.Count][];
        for (var genre = 0; genre < directions.Length; genre++)
        {
            var sum = new double[titles.Dimension];
            var (count, weight) = (0, 0.0);
            for (var i = 0; i < microGenres.Titles(genre).Length; i++)
            {
                var strength = microGenres.Strengths(genre)[i];
                if (!AddUnit(titles[microGenres.Titles(genre)[i]], strength, sum)) continue;
                count++;
                weight += strength;
            }

            var centre = Array.ConvertAll(sum, element => (float)(weight > 0 ? element / weight : 0));
            directions[genre] = Direction(centre, mean, weight > 0 ? all : 0);
            var believed = (float)(count / (count + Few));
            for (var i = 0; i < directions[genre].Length; i++) directions[genre][i] *= believed;
        }

        return directions;
    }

    // Of norm 1, or zeros where nothing is left.
    private static float[] Direction(ReadOnlySpan<float> vector, double[] sum, double count)
    {
        var direction = new float[vector.Length];
        if (count == 0) return direction;
        for (var i = 0; i < direction.Length; i++) direction[i] = (float)(vector[i] - sum[i] / count);
        var norm = CommunityAssigner.Norm(direction);
        for (var i = 0; i < direction.Length; i++) direction[i] = norm > 0 ? direction[i] / norm : 0;
        return direction;
    }

    private static bool AddUnit(ReadOnlySpan<float> vector, double weight, double[] sum)
    {
        var norm = CommunityAssigner.Norm(vector);
        if (norm > 0) Add(vector, weight / norm, sum);
        return norm > 0;
    }

    private static void Add(ReadOnlySpan<float> vector, double weight, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += weight * vector[i];
    }

    private static float Dot(float[] x, float[] y)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count) sum += new Vector<float>(x, i) * new Vector<float>(y, i);
        var total = Vector.Sum(sum);
        for (; i < x.Length; i++) total += x[i] * y[i];
        return total;
    }
}
