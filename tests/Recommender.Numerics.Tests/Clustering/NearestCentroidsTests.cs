using Recommender.Numerics.Clustering;

namespace Recommender.Numerics.Tests.Clustering;

public sealed class NearestCentroidsTests
{
    private const int Count = 70;

    [Theory, InlineData(1), InlineData(3), InlineData(Count)]
    public void Finds_the_same_for_a_row_alone_and_among_others_on_any_number_of_threads(int each)
    {
        using var rows = TestVectors.Floats(seed: 1, rows: 4000, dimension: 41);
        using var centroids = TestVectors.Floats(seed: 2, Count, dimension: 41);
        using var index = new NearestCentroids(centroids);
        var (nearest, scores) = Assign(threads: 1);
        var (one, score) = (new int[each], new float[each]);

        var (nearestOfThree, scoresOfThree) = Assign(threads: 3);
        Assert.Equal(nearest, nearestOfThree);
        Assert.Equal(scores, scoresOfThree);
        for (var row = 0; row < rows.Rows; row += 37)
        {
            index.Find(rows[row], one, score);
            Assert.Equal(nearest.Skip(row * each).Take(each), one);
            Assert.Equal(scores.Skip(row * each).Take(each), score);
        }

        (int[] Nearest, float[] Scores) Assign(int threads)
        {
            var (to, products) = (new int[rows.Rows * each], new float[rows.Rows * each]);
            index.AssignFew(rows, each, to, products, threads);
            return (to, products);
        }
    }

    [Fact]
    public void Keeps_the_centroids_that_it_was_made_of()
    {
        using var centroids = TestVectors.Floats(seed: 2, Count, dimension: 5);
        using var index = new NearestCentroids(centroids);
        float[] row = [1, 2, 3, 4, 5];
        var (before, after) = (new int[1], new int[1]);

        index.Find(row, before, new float[1]);
        for (var c = 0; c < Count; c++) centroids.Writable(c).Clear();
        index.Find(row, after, new float[1]);

        Assert.Equal(before, after);
        Assert.NotEqual([0], before);
    }

    [Fact]
    public void Finds_without_allocating()
    {
        using var centroids = TestVectors.Floats(seed: 2, Count, dimension: 5);
        using var index = new NearestCentroids(centroids);
        var (row, nearest, scores) = (new float[] { 1, 2, 3, 4, 5 }, new int[3], new float[3]);
        index.Find(row, nearest, scores);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) index.Find(row, nearest, scores);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        using var rows = TestVectors.Floats(seed: 1, rows: 10, dimension: 5);
        using var others = TestVectors.Floats(seed: 1, rows: 10, dimension: 6);
        using var none = new AlignedMatrix<float>(0, 5);
        using var index = new NearestCentroids(rows);

        Assert.Throws<ArgumentException>(() => new NearestCentroids(none));
        Assert.Throws<ArgumentException>(() => index.Assign(others, new int[10], new float[10]));
        Assert.Throws<ArgumentException>(() => index.Assign(rows, new int[9], new float[10]));
        Assert.Throws<ArgumentException>(() => index.Assign(rows, new int[10], new float[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Assign(rows, new int[10], new float[10], threads: 0));
        foreach (var each in new[] { 0, 11 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => index.AssignFew(rows, each, new int[10 * each], new float[10 * each]));
            Assert.Throws<ArgumentOutOfRangeException>(() => index.Find(rows[0], new int[each], new float[each]));
        }

        Assert.Throws<ArgumentException>(() => index.Find(others[0], new int[1], new float[1]));
        Assert.Throws<ArgumentException>(() => index.Find([1, 2, float.NaN, 4, 5], new int[1], new float[1]));
        index.Assign(none, [], []);
    }

    [Fact]
    public void Refuses_a_call_after_it_was_disposed_of()
    {
        using var rows = TestVectors.Floats(seed: 1, rows: 10, dimension: 5);
        var index = new NearestCentroids(rows);
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Assign(rows, new int[10], new float[10]));
        Assert.Throws<ObjectDisposedException>(() => index.Find(rows[0], new int[1], new float[1]));
    }

    [Fact]
    public void Refuses_a_centroid_that_is_not_finite()
    {
        using var centroids = TestVectors.Floats(seed: 2, Count, dimension: 5);
        centroids.Writable(69)[4] = float.NaN;

        var error = Assert.Throws<ArgumentException>(() => new NearestCentroids(centroids));

        Assert.Contains("row 69 ", error.Message, StringComparison.Ordinal);
    }
}
