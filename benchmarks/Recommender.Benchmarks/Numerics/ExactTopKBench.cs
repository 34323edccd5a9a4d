using BenchmarkDotNet.Attributes;
using Recommender.Measuring.Selection;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>The best rows by int8 codes and float scores of few, against scoring all rows in float and selecting.</summary>
[MemoryDiagnoser]
public class ExactTopKBench
{
    private const int Rows = 20_000;
    private const int Dimension = 128;
    private const int Queries = 32;

    private readonly TopKScratch _scratch = new();
    private readonly float[] _scores = new float[Rows];
    private AlignedMatrix<float> _rows = null!;
    private AlignedMatrix<float> _queries = null!;
    private ExactTopK _index = null!;
    private SampledThreshold _selection = null!;
    private int[] _bestRows = [];
    private ScoredRow[] _best = [];
    private int _next;

    /// <summary>Rows to find.</summary>
    [Params(10, 100, 500)]
    public int K { get; set; }

    /// <summary>Makes the rows and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var latent = new LatentRows(Rows, Dimension);
        (_rows, _queries, _index) = (latent.Rows, latent.Queries(Queries), new ExactTopK(latent.Rows));
        (_best, _bestRows, _selection) = (new ScoredRow[K], new int[K], new SampledThreshold(Rows));

        var all = Enumerable.Range(0, Rows).ToArray();
        for (var q = 0; q < Queries; q++)
        {
            _index.Score(_queries[q], all, _scores);
            _index.Search(_queries[q], _best, _scratch);
            var expected = all.OrderByDescending(row => _scores[row]).ThenBy(row => row).Take(K);
            if (!expected.SequenceEqual(_best.Select(scored => scored.Row)))
                throw new InvalidOperationException($"query {q}: the best rows differ from the definition's");
        }
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _index.Dispose();
        _rows.Dispose();
        _queries.Dispose();
    }

    /// <summary>Float scan, then selection.</summary>
    [Benchmark(Baseline = true)]
    public int FloatScanAndSelection()
    {
        RowScan.Scan(_rows, NextQuery(), _scores);
        return _selection.Run(_scores, _bestRows);
    }

    /// <summary>What the engine does.</summary>
    [Benchmark]
    public int Exact() => _index.Search(NextQuery(), _best, _scratch);

    private ReadOnlySpan<float> NextQuery() => _queries[_next++ % Queries];
}
