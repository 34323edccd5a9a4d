using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Recommender.Numerics;
using Recommender.Numerics.Clustering;

namespace Recommender.Benchmarks.Numerics;

/// <summary>The nearest of many centroids for every row, against a scan of the centroids for each and its largest score. One thread.</summary>
[MemoryDiagnoser]
public class AssignBench
{
    private const int Rows = 2_000;
    private const int Dimension = 128;

    private readonly int[] _nearest = new int[Rows];
    private readonly float[] _products = new float[Rows];
    private AlignedMatrix<float> _rows = null!;
    private AlignedMatrix<float> _centroids = null!;
    private NearestCentroids _index = null!;
    private float[] _scores = [];

    /// <summary>Number of centroids.</summary>
    [Params(256, 4096)]
    public int Centroids { get; set; }

    /// <summary>Makes the rows and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var latent = new LatentRows(Rows, Dimension);
        (_rows, _centroids) = (latent.Rows, latent.Queries(Centroids));
        (_index, _scores) = (new NearestCentroids(_centroids), new float[Centroids]);

        ScanEach();
        var (nearest, products) = ((int[])_nearest.Clone(), (float[])_products.Clone());
        Ours();
        for (var row = 0; row < Rows; row++)
        {
            // Sums in another order may put two centroids that are as near the other way round.
            if (nearest[row] != _nearest[row] && Math.Abs(products[row] - _products[row]) > 1e-5f * Math.Abs(products[row]))
                throw new InvalidOperationException($"row {row} is nearest to {nearest[row]}, not {_nearest[row]}");
        }
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _index.Dispose();
        _rows.Dispose();
        _centroids.Dispose();
    }

    /// <summary>A scan for each row, then its largest score.</summary>
    [Benchmark(Baseline = true)]
    public void ScanEach()
    {
        for (var row = 0; row < Rows; row++)
        {
            RowScan.Scan(_centroids, _rows[row], _scores);
            _nearest[row] = TensorPrimitives.IndexOfMax<float>(_scores);
            _products[row] = _scores[_nearest[row]];
        }
    }

    /// <summary>What the engine does.</summary>
    [Benchmark]
    public void Ours() => _index.Assign(_rows, _nearest, _products, threads: 1);
}
