using BenchmarkDotNet.Attributes;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>The inverted file against scanning all rows' codes, and against the exact search.</summary>
[MemoryDiagnoser]
public class InvertedFileBench
{
    private const int Rows = 1_000_000;
    private const int Dimension = 128;
    private const int Queries = 256;
    private const int K = 100;
    private const double LeastRecall = 0.99;

    private readonly ScoredRow[] _best = new ScoredRow[K];
    private readonly TopKScratch _exactScratch = new();
    private readonly InvertedFileScratch _scratch = new();
    private readonly int[] _dots = new int[Rows];
    private readonly sbyte[] _code = new sbyte[Dimension];
    private AlignedMatrix<float> _rows = null!;
    private AlignedMatrix<float> _queries = null!;
    private QuantizedMatrix _quantized = null!;
    private ExactTopK _exact = null!;
    private InvertedFile _index = null!;
    private int _next;

    /// <summary>Makes rows, builds, and refuses to time an index that finds too little.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var latent = new LatentRows(Rows, Dimension);
        (_rows, _queries) = (latent.Rows, latent.Queries(Queries));
        using var seen = latent.Queries(2 * Queries);
        (_exact, _quantized) = (new ExactTopK(_rows), QuantizedMatrix.Of(_rows));
        _index = InvertedFile.Build(_rows, new InvertedFileOptions { K = K }, seen);
        _quantized.Codes.Read(0, _code);

        var found = 0;
        for (var q = 0; q < Queries; q++)
        {
            _exact.Search(_queries[q], _best, _exactScratch);
            var right = _best.Select(row => row.Row).ToHashSet();
            _index.Search(_queries[q], _best, _scratch);
            found += _best.Count(row => right.Contains(row.Row));
        }

        var recall = (double)found / Queries / K;
        if (recall < LeastRecall) throw new InvalidOperationException($"recall is {recall}; at least {LeastRecall} is timed");
    }

    /// <summary>Frees the rows.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _index.Dispose();
        _exact.Dispose();
        _quantized.Dispose();
        _rows.Dispose();
        _queries.Dispose();
    }

    /// <summary>The codes of all rows, without choosing any.</summary>
    [Benchmark(Baseline = true)]
    public void ScanAllCodes() => RowScan.Scan(_quantized.Codes, _code, _dots);

    /// <summary>The exact search, which ends where rows are too short.</summary>
    [Benchmark]
    public int Exact() => _exact.Search(NextQuery(), _best, _exactScratch);

    /// <summary>The inverted file.</summary>
    [Benchmark]
    public int Lists() => _index.Search(NextQuery(), _best, _scratch);

    private ReadOnlySpan<float> NextQuery() => _queries[_next++ % Queries];
}
