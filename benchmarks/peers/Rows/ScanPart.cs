using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Recommender.Numerics;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Scans of all rows: fp32 against the sum of the same memory, int8 against fp32, four queries in a pass against one by one.</summary>
internal sealed class ScanPart : IPart
{
    private const int Shared = 4;

    public string Name => "scan";

    public Chapter Measure(Bench bench)
    {
        using var trained = bench.Sets.Trained();
        using var million = bench.Sets.Million(bench.Sizes.Million);
        return new Chapter([.. Of(bench, trained, judgePass: true), .. Of(bench, million, judgePass: false)], [$"Kernels of the scans: `{RowScan.Kernels}`."]);
    }

    private static IEnumerable<RowResult> Of(Bench bench, DataSet set, bool judgePass)
    {
        var (n, d) = (set.Rows.Rows, set.Rows.Dimension);
        using var quantized = QuantizedMatrix.Of(set.Rows);
        using var codes = Codes(set.Queries);
        var (scores, dots) = (new float[n], new int[Shared * n]);
        using var four = new AlignedMatrix<sbyte>(Shared, d);

        var sum = new InProcess("TensorPrimitives.Sum", _ => Sum(set.Rows));
        var floats = new InProcess("fp32 scan", q => RowScan.Scan(set.Rows, set.Queries[q], scores));
        var bytes = new InProcess("int8 scan", q => RowScan.Scan(quantized.Codes, codes[q], dots.AsSpan(0, n)));
        var oneByOne = new InProcess("int8 scan, four one by one", q =>
        {
            for (var i = 0; i < Shared; i++) RowScan.Scan(quantized.Codes, codes[q / Shared * Shared + i], dots.AsSpan(i * n, n));
        });
        var inOnePass = new InProcess("int8 scan, four in one pass", q =>
        {
            for (var i = 0; i < Shared; i++) codes[q / Shared * Shared + i].CopyTo(four.Writable(i));
            RowScan.ScanMany(quantized.Codes, four, dots);
        });
        CheckScans(set, quantized, codes, floats, bytes, oneByOne, inOnePass, scores, dots);

        var times = bench.Time([floats, bytes, oneByOne, inOnePass], [sum], set.Queries.Rows / Shared * Shared);

        var size = $"{n:N0} × {d}";
        yield return RowResult.OfRatio($"{size}, bytes/s", Rate(floats), Rate(sum), times.Ratio(floats, sum), 0.90);
        yield return RowResult.OfRatio($"{size}, rows/s", Rows(bytes), Rows(floats), times.Ratio(bytes, floats), 4.5);
        yield return RowResult.OfRatio(
            $"{size}, four queries", $"{inOnePass.Name}, {times.Microseconds(inOnePass).ToString("N1")} µs",
            $"{oneByOne.Name}, {times.Microseconds(oneByOne).ToString("N1")} µs", times.Ratio(inOnePass, oneByOne), judgePass ? 2 : null);

        string Rate(InProcess contender) => $"{contender.Name}, {set.Rows.Bytes / times.Microseconds(contender).Median / 1e3:N1} GB/s";
        string Rows(InProcess contender) => $"{contender.Name}, {n / times.Microseconds(contender).Median:N1} rows/µs";
    }

    private static void Sum(AlignedMatrix<float> rows)
    {
        // A span of rows without gaps may be longer than an int counts bytes, never elements here.
        var all = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(rows[0]), rows.Rows * rows.Stride);
        if (float.IsNaN(TensorPrimitives.Sum(all))) throw new WrongAnswerException("the sum of the rows is not a number");
    }

    // The queries as int8, made as rows are.
    private static AlignedMatrix<sbyte> Codes(AlignedMatrix<float> queries)
    {
        using var quantized = QuantizedMatrix.Of(queries);
        var codes = new AlignedMatrix<sbyte>(queries.Rows, queries.Dimension);
        for (var q = 0; q < queries.Rows; q++) quantized.Codes.Read(q, codes.Writable(q));
        return codes;
    }

    private static void CheckScans(
        DataSet set, QuantizedMatrix quantized, AlignedMatrix<sbyte> codes, InProcess floats, InProcess bytes, InProcess oneByOne, InProcess inOnePass, float[] scores, int[] dots)
    {
        var n = set.Rows.Rows;
        floats.Run(1, 1);
        for (var row = 0; row < n; row += n / 100)
        {
            var expected = TensorPrimitives.Dot<float>(set.Rows[row], set.Queries[1]);
            if (Math.Abs(scores[row] - expected) > 1e-4 * (1 + Math.Abs(expected))) throw new WrongAnswerException($"fp32 score of row {row} is {scores[row]}, not {expected}");
        }

        foreach (var (contender, queries) in new[] { (bytes, 1), (oneByOne, Shared), (inOnePass, Shared) })
        {
            Array.Clear(dots);
            contender.Run(0, 1);
            for (var q = 0; q < queries; q++)
                for (var row = 0; row < n; row += n / 100)
                    if (dots[q * n + row] != Dot(quantized, row, codes[q])) throw new WrongAnswerException($"{contender.Name}: sum of row {row} and query {q} is {dots[q * n + row]}");
        }
    }

    private static int Dot(QuantizedMatrix rows, int row, ReadOnlySpan<sbyte> query)
    {
        var codes = new sbyte[query.Length];
        rows.Codes.Read(row, codes);
        var sum = 0;
        for (var i = 0; i < codes.Length; i++) sum += codes[i] * query[i];
        return sum;
    }
}
