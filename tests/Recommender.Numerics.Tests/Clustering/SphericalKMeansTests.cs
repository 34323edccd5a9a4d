using Recommender.Numerics.Clustering;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests.Clustering;

public sealed class SphericalKMeansTests
{
    private static readonly SphericalKMeansOptions Thorough = new() { RowsPerCentroid = int.MaxValue, Iterations = 50, Tolerance = 0 };

    [Theory, InlineData(1), InlineData(3), InlineData(20), InlineData(50)]
    public void Recovers_planted_clusters_whatever_the_norms(int clusters)
    {
        using var rows = PlantedRows.About(clusters, rows: 60 * clusters, dimension: 24, spread: 0.15);
        using var centroids = SphericalKMeans.Train(rows, clusters, Thorough);
        var (nearest, scores) = (new int[rows.Rows], new float[rows.Rows]);

        SphericalKMeans.Assign(rows, centroids, nearest, scores);

        for (var row = 0; row < rows.Rows; row++) Assert.Equal(nearest[row % clusters], nearest[row]);
        Assert.Equal(clusters, nearest.Distinct().Count());
    }

    [Theory, InlineData(7, 2), InlineData(8, 5), InlineData(9, 16)]
    public void Ends_where_the_naive_iteration_stands_still(int seed, int clusters)
    {
        using var rows = PlantedRows.About(directions: 5, rows: 300, dimension: 9, spread: 1.5, seed);
        using var centroids = SphericalKMeans.Train(rows, clusters, Thorough);
        var reached = NaiveClustering.MeanCosine(rows, centroids);

        Assert.Equal(reached, NaiveClustering.MeanCosineFrom(rows, centroids, iterations: 3), 1e-6);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Moves_as_the_naive_iteration_moves(int iterations)
    {
        using var rows = PlantedRows.About(directions: 6, rows: 400, dimension: 10, spread: 1.2);
        using var first = SphericalKMeans.Train(rows, 8, Thorough with { Iterations = 0 });
        using var moved = SphericalKMeans.Train(rows, 8, Thorough with { Iterations = iterations });

        Assert.Equal(NaiveClustering.MeanCosineFrom(rows, first, iterations), NaiveClustering.MeanCosine(rows, moved), 1e-6);
    }

    [Theory, InlineData(40, 40), InlineData(500, 100), InlineData(3000, 64)]
    public void Mean_cosine_never_falls_and_is_what_it_says(int count, int clusters)
    {
        using var rows = PlantedRows.About(directions: 30, rows: count, dimension: 17, spread: 1);
        var told = new Progress();
        using var centroids = SphericalKMeans.Train(rows, clusters, Thorough, told);

        Assert.Equal(Enumerable.Range(0, told.Steps.Count), told.Steps.Select(step => step.Iteration));
        foreach (var (before, after) in told.Steps.Zip(told.Steps.Skip(1)))
            Assert.True(after.MeanCosine >= before.MeanCosine - 1e-6, $"{before} then {after}");
        Assert.Equal(NaiveClustering.MeanCosine(rows, centroids), told.Steps[^1].MeanCosine, 1e-6);
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_and_others_with_another_seed()
    {
        using var rows = PlantedRows.About(directions: 50, rows: 9000, dimension: 33, spread: 1);
        var options = new SphericalKMeansOptions { RowsPerCentroid = 80, Iterations = 4 };
        var expected = Train(1, seed: 5);

        foreach (var threads in new[] { 2, 3, 8 }) Assert.Equal(expected, Train(threads, seed: 5));
        Assert.NotEqual(expected, Train(1, seed: 6));

        float[] Train(int threads, ulong seed)
        {
            using var centroids = SphericalKMeans.Train(rows, 90, options with { Threads = threads, Seed = seed });
            return Elements(centroids);
        }
    }

    [Fact]
    public void Draws_first_centroids_that_depend_on_the_seed()
    {
        using var rows = PlantedRows.About(directions: 50, rows: 50, dimension: 33, spread: 1);

        var first = Enumerable.Range(0, 20).Select(seed =>
        {
            using var centroids = SphericalKMeans.Train(rows, 1, Thorough with { Iterations = 0, Seed = (ulong)seed });
            return centroids[0][0];
        });

        Assert.InRange(first.Distinct().Count(), 10, 20);
    }

    [Fact]
    public void Every_kernel_set_trains_as_well()
    {
        using var rows = PlantedRows.About(directions: 12, rows: 600, dimension: 20, spread: 0.3);
        foreach (var kernels in KernelChoice.All.Where(set => set.IsSupported))
        {
            using var centroids = SphericalKMeans.Train(rows, 12, Thorough, progress: null, kernels, CancellationToken.None);

            Assert.InRange(NaiveClustering.MeanCosine(rows, centroids), 0.95, 1);
        }
    }

    [Fact]
    public void Centroids_have_norm_one()
    {
        using var rows = PlantedRows.About(directions: 12, rows: 600, dimension: 20, spread: 1);
        using var centroids = SphericalKMeans.Train(rows, 40);

        for (var c = 0; c < 40; c++) Assert.Equal(1f, RowNorms.Of(centroids[c]), 1e-6f);
    }

    [Fact]
    public void Takes_rows_of_the_smallest_and_largest_norms()
    {
        using var rows = PlantedRows.About(directions: 2, rows: 40, dimension: 8, spread: 0.1);
        for (var row = 0; row < 40; row++)
        {
            foreach (ref var element in rows.Writable(row)) element *= row % 4 < 2 ? 1e-38f : 1e36f;
        }

        using var centroids = SphericalKMeans.Train(rows, 2, Thorough);
        var nearest = new int[40];
        SphericalKMeans.Assign(rows, centroids, nearest, new float[40]);

        for (var row = 0; row < 40; row++) Assert.Equal(nearest[row % 2], nearest[row]);
        Assert.NotEqual(nearest[0], nearest[1]);
    }

    [Fact]
    public void Rows_of_zeros_teach_nothing_and_go_to_the_first_centroid()
    {
        using var rows = new AlignedMatrix<float>(6, 3);
        for (var row = 1; row < 5; row++) rows.Writable(row)[row % 3] = row;
        using var centroids = SphericalKMeans.Train(rows, 3, Thorough);
        var nearest = new int[6];

        SphericalKMeans.Assign(rows, centroids, nearest, new float[6]);

        Assert.Equal((0, 0), (nearest[0], nearest[5]));
        Assert.Equal(nearest[1], nearest[4]);
        Assert.Equal(3, nearest[1..4].Distinct().Count());
    }

    [Fact]
    public void Trains_more_centroids_than_there_are_directions()
    {
        using var rows = new AlignedMatrix<float>(50, 2);
        for (var row = 0; row < 50; row++) rows.Writable(row)[row % 2] = 1;

        using var centroids = SphericalKMeans.Train(rows, 10, Thorough);

        Assert.Equal(1, NaiveClustering.MeanCosine(rows, centroids), 1e-6);
    }

    [Fact]
    public void Stays_where_it_is_when_rows_cancel_each_other()
    {
        using var rows = new AlignedMatrix<float>(2, 2);
        rows.Writable(0)[0] = 1;
        rows.Writable(1)[0] = -1;

        using var centroids = SphericalKMeans.Train(rows, 1, Thorough);

        Assert.Equal(1f, Math.Abs(centroids[0][0]));
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.MaxValue)]
    public void Refuses_a_row_that_is_not_finite_and_names_the_first(float bad)
    {
        using var rows = PlantedRows.About(directions: 2, rows: 5000, dimension: 8, spread: 1);
        using var centroids = PlantedRows.About(directions: 2, rows: 2, dimension: 8, spread: 1);
        foreach (var row in new[] { 4999, 4321, 4322 }) rows.Writable(row).Fill(bad);
        int[] nearest = [.. Enumerable.Repeat(-7, 5000)];

        var training = Assert.Throws<ArgumentException>(() => SphericalKMeans.Train(rows, 2));
        var assignment = Assert.Throws<ArgumentException>(() => SphericalKMeans.Assign(rows, centroids, nearest, new float[5000]));

        Assert.Contains("row 4321 ", training.Message, StringComparison.Ordinal);
        Assert.Contains("row 4321 ", assignment.Message, StringComparison.Ordinal);
        Assert.All(nearest, cluster => Assert.Equal(-7, cluster));
    }

    [Fact]
    public void Refuses_numbers_out_of_range()
    {
        using var rows = PlantedRows.About(directions: 2, rows: 10, dimension: 8, spread: 1);
        rows.Writable(3).Clear();
        var options = new SphericalKMeansOptions();

        foreach (var clusters in new[] { -1, 0, 10, 11 })
            Assert.Throws<ArgumentOutOfRangeException>(() => SphericalKMeans.Train(rows, clusters));
        foreach (var wrong in new[]
        {
            options with { RowsPerCentroid = 0 }, options with { Iterations = -1 }, options with { Threads = 0 },
            options with { Tolerance = -1 }, options with { Tolerance = double.NaN },
        })
        {
            Assert.Throws<ArgumentException>(() => SphericalKMeans.Train(rows, 2, wrong));
        }
    }

    [Fact]
    public void Says_how_many_rows_have_a_direction()
    {
        using var rows = new AlignedMatrix<float>(10, 8);
        for (var row = 0; row < 4; row++) rows.Writable(row)[0] = 1;

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SphericalKMeans.Train(rows, 5));

        Assert.Contains("5 centroids; allowed 1..4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_when_cancelled()
    {
        using var rows = PlantedRows.About(directions: 30, rows: 3000, dimension: 17, spread: 1);
        using var source = new CancellationTokenSource();
        var told = new Progress(step =>
        {
            if (step.Iteration == 2) source.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => SphericalKMeans.Train(rows, 64, Thorough, told, source.Token));
        Assert.Equal(3, told.Steps.Count);
    }

    private static float[] Elements(AlignedMatrix<float> matrix) =>
        [.. Enumerable.Range(0, matrix.Rows).SelectMany(row => matrix[row].ToArray())];

    private sealed class Progress(Action<SphericalKMeansProgress>? then = null) : IProgress<SphericalKMeansProgress>
    {
        public List<SphericalKMeansProgress> Steps { get; } = [];

        public void Report(SphericalKMeansProgress value)
        {
            Steps.Add(value);
            then?.Invoke(value);
        }
    }
}
