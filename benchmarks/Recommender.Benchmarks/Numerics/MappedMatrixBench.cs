using BenchmarkDotNet.Attributes;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Benchmarks.Numerics;

/// <summary>From a file to the first answer: by mapping, against reading the same bytes into memory.</summary>
[MemoryDiagnoser]
public class MappedMatrixBench
{
    private const int Dimension = 128;
    private const int K = 100;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("recommender-").FullName, "model");
    private readonly TopKScratch _scratch = new();
    private readonly ScoredRow[] _best = new ScoredRow[K];
    private readonly byte[] _buffer = new byte[1 << 20];
    private float[] _query = [];

    /// <summary>Number of rows; 1,000,000 are 640 MB with their codes.</summary>
    [Params(20_000, 1_000_000)]
    public int Rows { get; set; }

    /// <summary>Writes the file and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var latent = new LatentRows(Rows, Dimension);
        using var rows = latent.Rows;
        using var queries = latent.Queries(1);
        using var index = new ExactTopK(rows);
        _query = queries[0].ToArray();
        using (var writer = SectionFileWriter.Create(_path, "benchmark.matrix", 1))
        {
            rows.Save(writer, "rows");
            index.Save(writer, "codes");
            writer.Commit();
        }

        var expected = new ScoredRow[K];
        index.Search(_query, expected, _scratch);
        if (MapAndSearch() != K || !expected.SequenceEqual(_best)) throw new InvalidOperationException("the mapped index finds other rows");
    }

    /// <summary>Deletes the file.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    /// <summary>Reads the file, as loading it would at least have to.</summary>
    [Benchmark(Baseline = true)]
    public long Read()
    {
        using var file = File.OpenHandle(_path);
        var at = 0L;
        while (RandomAccess.Read(file, _buffer, at) is var read and > 0) at += read;
        return at;
    }

    /// <summary>Opens and maps the file and finds the best rows.</summary>
    [Benchmark]
    public int MapAndSearch()
    {
        using var file = SectionFile.Open(_path, "benchmark.matrix", 1);
        using var rows = file.Matrix<float>("rows");
        using var index = ExactTopK.Map(file, "codes", rows);
        return index.Search(_query, _best, _scratch);
    }

    /// <summary>Opens and maps the file and scores every row in float, which touches all of its memory.</summary>
    [Benchmark]
    public float MapAndScan()
    {
        using var file = SectionFile.Open(_path, "benchmark.matrix", 1);
        using var rows = file.Matrix<float>("rows");
        var scores = new float[Rows];
        RowScan.Scan(rows, _query, scores);
        return scores[0];
    }

    /// <summary>Compares every checksum.</summary>
    [Benchmark]
    public void Verify()
    {
        using var file = SectionFile.Open(_path);
        file.Verify();
    }
}
