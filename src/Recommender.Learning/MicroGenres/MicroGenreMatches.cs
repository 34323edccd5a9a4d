using System.Numerics;
using Recommender.Learning.Communities;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.MicroGenres;

/// <summary>Which micro-genres each community would like, by its direction and that of their titles. Immutable; safe from many threads.</summary>
public sealed class MicroGenreMatches : IDisposable
{
    /// <summary>What its file holds.</summary>
    public const string Kind = "recommender.micro-genre-matches";

    private const int Version = 1;

    // Titles with a vector at which half of an affinity is believed: the mean of a few says little.
    private const double Few = 5;

    private readonly CompressedRows<int> _microGenres;
    private readonly CompressedRows<float> _affinities;

    private MicroGenreMatches(CompressedRows<int> microGenres, CompressedRows<float> affinities) => (_microGenres, _affinities) = (microGenres, affinities);

    /// <summary>Number of communities.</summary>
    public int Count => _microGenres.Rows;

    /// <summary>Rows of the micro-genres of a community, the highest affinity first.</summary>
    public ReadOnlySpan<int> MicroGenres(int community) => _microGenres[community];

    /// <summary>How well each of <see cref="MicroGenres"/> suits it, above 0 and up to 1: a cosine, how far both lie in the same
    /// direction from what all members and all titles have in common.</summary>
    public ReadOnlySpan<float> Affinities(int community) => _affinities[community];

    /// <summary>Matches each community with micro-genres.</summary>
    /// <param name="communities">Learnt from members' vectors.</param>
    /// <param name="microGenres">Of the same titles as the vectors.</param>
    /// <param name="titles">Titles' vectors, shape (titles, d); rows of zeros count nowhere.</param>
    /// <param name="most">Micro-genres of a community, from 0.</param>
    /// <exception cref="ArgumentException">A shape does not match.</exception>
    /// <remarks>O(communities · micro-genres · d). The caller owns the result.</remarks>
    public static MicroGenreMatches Of(TasteCommunities communities, MicroGenreSet microGenres, AlignedMatrix<float> titles, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(communities);
        ArgumentNullException.ThrowIfNull(microGenres);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (titles.Rows != microGenres.TitleCount) throw new ArgumentException($"there are vectors of {titles.Rows} titles; the micro-genres are of {microGenres.TitleCount}", nameof(titles));
        if (titles.Dimension != communities.Centroids.Dimension)
            throw new ArgumentException($"titles' vectors have {titles.Dimension} elements; those of communities have {communities.Centroids.Dimension}", nameof(titles));

        var genres = Directions(microGenres, titles);
        (int MicroGenre, float Affinity)[][] matches = [.. Tastes(communities).Select(taste => genres.Select((direction, row) => (row, Dot(taste, direction)))
            .Where(static match => match.Item2 > 0).OrderByDescending(static match => match.Item2).ThenBy(static match => match.row).Take(most).ToArray())];
        return new MicroGenreMatches(
            Rows.Of(matches.Select(static own => Array.ConvertAll(own, static match => match.MicroGenre))),
            Rows.Of(matches.Select(static own => Array.ConvertAll(own, static match => match.Affinity))));
    }

    /// <summary>Writes a file, in place of any older one.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public void Save(string path)
    {
        using var file = SectionFileWriter.Create(path, Kind, Version);
        _microGenres.Save(file, "micro-genres");
        _affinities.Save(file, "affinities");
        file.Commit();
    }

    /// <summary>Maps a file. The caller disposes of it.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its parts contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static MicroGenreMatches Load(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        var matches = new MicroGenreMatches(file.CompressedRows<int>("micro-genres"), file.CompressedRows<float>("affinities"));
        if (Rows.Pair(matches._microGenres, matches._affinities)) return matches;

        matches.Dispose();
        throw new InvalidFileException(path, 0, "affinities are not as many as micro-genres");
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        _microGenres.Dispose();
        _affinities.Dispose();
    }

    // What a community wants other than all do.
    private static float[][] Tastes(TasteCommunities communities)
    {
        var mean = new double[communities.Centroids.Dimension];
        for (var row = 0; row < communities.Count; row++) Add(communities.Centroids[row], communities.Size(row), mean);
        var total = Enumerable.Range(0, communities.Count).Sum(row => (double)communities.Size(row));
        return [.. Enumerable.Range(0, communities.Count).Select(row => Direction(communities.Centroids[row], mean, total))];
    }

    // Long vectors are those of titles that many chose, so their directions are known best: each counts by its length.
    private static float[][] Directions(MicroGenreSet microGenres, AlignedMatrix<float> titles)
    {
        var (mean, all) = (new double[titles.Dimension], 0.0);
        for (var row = 0; row < titles.Rows; row++) all += Add(titles[row], 1, mean);

        var directions = new float[microGenres.Count][];
        for (var genre = 0; genre < directions.Length; genre++)
        {
            var (sum, length, count) = (new double[titles.Dimension], 0.0, 0);
            for (var i = 0; i < microGenres.Titles(genre).Length; i++)
            {
                var added = Add(titles[microGenres.Titles(genre)[i]], microGenres.Strengths(genre)[i], sum);
                length += added;
                count += added > 0 ? 1 : 0;
            }

            var centre = Array.ConvertAll(sum, element => (float)(length > 0 ? element / length : 0));
            directions[genre] = Direction(centre, mean, length > 0 ? all : 0);
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

    // Gives the length of what was added.
    private static double Add(ReadOnlySpan<float> vector, double weight, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += weight * vector[i];
        return weight * CommunityAssigner.Norm(vector);
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
