using Recommender.Numerics.Clustering;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Lists;

namespace Recommender.Numerics;

/// <summary>The steps of building an inverted file.</summary>
internal static class InvertedFileBuild
{
    // What each step ends at, about: training, placing, measuring.
    private const double Trained = 0.3;
    private const double Placed = 0.5;

    // More lists are more to choose from and less to scan; of all that was tried, this grew the least with the number of rows.
    private const double ListsPerRoot = 16;

    public static InvertedFile Run(
        AlignedMatrix<float> rows, InvertedFileOptions options, AlignedMatrix<float>? queries, KernelSet kernels,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        using var hold = rows.Hold();
        var (projection, directions) = Train(rows, options, kernels, parallel);
        using var trained = directions;
        progress?.Report(Trained);

        var store = ListBuilder.Build(RowSource.Of(rows), ListDirections.Round(directions, projection), parallel);
        progress?.Report(Placed);

        try
        {
            using var drawn = queries is null ? HeldOutQueries.Of(rows, options.Queries, options.Seed) : null;
            var generation = new ListGeneration(store, null, null, 0, 0, store.Count);
            using var calibration = new Calibration(kernels, generation, queries ?? drawn!, options.FewAllowedFor(rows.Dimension), parallel);
            var (plan, recall) = calibration.Run(options.K, options.TargetRecall);
            progress?.Report(1);
            return new InvertedFile(store, plan, recall, options) { Kernels = kernels };
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static (Projection? Projection, AlignedMatrix<float> Directions) Train(
        AlignedMatrix<float> rows, InvertedFileOptions options, KernelSet kernels, ParallelOptions parallel)
    {
        var lists = options.Lists ?? (int)Math.Ceiling(ListsPerRoot * Math.Cbrt(rows.Rows));
        using var sample = UnitRows.Sample(rows, (int)Math.Min(rows.Rows, (long)lists * options.TrainingRows), options.Seed);
        lists = Math.Min(lists, sample.Rows);
        if (lists == 0) return (null, new AlignedMatrix<float>(1, rows.Dimension));   // rows without directions: one list

        var projection = options.Projected ? Projection.Find(kernels, sample, options.Seed, parallel) : null;
        using var parts = projection?.Apply(kernels, sample, parallel);
        var training = new SphericalKMeansOptions
        {
            RowsPerCentroid = options.TrainingRows,
            Seed = options.Seed,
            Threads = options.Threads,
        };
        return (projection, SphericalKMeans.Train(parts ?? sample, lists, training, progress: null, parallel.CancellationToken));
    }
}
