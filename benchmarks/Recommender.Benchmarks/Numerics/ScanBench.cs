using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>Scans of all rows, against the fastest that the same memory can be read: its sum.</summary>
[MemoryDiagnoser]
public class ScanBench
{
    private const int Dimension = 128;

    private AlignedMatrix<float> _rows = null!;
    private QuantizedMatrix _quantized = null!;
    private AlignedMatrix<float> _queries = null!;
    private AlignedMatrix<sbyte> _codes = null!;
    private float[] _scores = [];
    private int[] _dots = [];

    /// <summary>Number of rows: within the last cache, and far beyond it.</summary>
    [Params(20_000, 1_000_000)]
    public int Rows { get; set; }

    /// <summary>Makes the rows and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var latent = new LatentRows(Rows, Dimension);
        (_rows, _queries, _quantized) = (latent.Rows, latent.Queries(4), QuantizedMatrix.Of(latent.Rows));
        _codes = new AlignedMatrix<sbyte>(4, Dimension);
        for (var q = 0; q < 4; q++) _quantized.Codes.Read(q, _codes.Writable(q));
        (_scores, _dots) = (new float[Rows], new int[4 * Rows]);

        RowScan.Scan(_rows, _queries[0], _scores);
        RowScan.ScanMany(_quantized.Codes, _codes, _dots);
        var row = new sbyte[Dimension];
        for (var r = 0; r < Rows; r += Rows / 100)
        {
            _quantized.Codes.Read(r, row);
            if (Math.Abs(_scores[r] - TensorPrimitives.Dot(_rows[r], _queries[0])) > 1e-3f * (1 + Math.Abs(_scores[r])))
                throw new InvalidOperationException($"score of row {r} is {_scores[r]}");
            for (var q = 0; q < 4; q++)
            {
                var expected = 0;
                for (var i = 0; i < Dimension; i++) expected += row[i] * _codes[q][i];
                if (_dots[q * Rows + r] != expected) throw new InvalidOperationException($"int8 sum of row {r} is {_dots[q * Rows + r]}");
            }
        }
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _rows.Dispose();
        _quantized.Dispose();
        _queries.Dispose();
        _codes.Dispose();
    }

    /// <summary>The bytes that the float scan reads: rows of 128 floats lie without gaps.</summary>
    [Benchmark(Baseline = true)]
    public float Sum() => TensorPrimitives.Sum(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(_rows[0]), Rows * Dimension));

    /// <summary>Float scan of one query.</summary>
    [Benchmark]
    public void ScanFloats() => RowScan.Scan(_rows, _queries[0], _scores);

    /// <summary>int8 scan of one query.</summary>
    [Benchmark]
    public void ScanCodes() => RowScan.Scan(_quantized.Codes, _codes[0], _dots.AsSpan(0, Rows));

    /// <summary>int8 scan of four queries in one pass.</summary>
    [Benchmark]
    public void ScanCodesForFour() => RowScan.ScanMany(_quantized.Codes, _codes, _dots);
}
