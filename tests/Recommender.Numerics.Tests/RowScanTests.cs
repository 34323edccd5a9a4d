using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests;

public sealed class RowScanTests
{
    [Fact]
    public void Scores_floats_in_the_order_of_the_rows()
    {
        using var rows = TestVectors.Floats(seed: 1, 37, 20);
        using var query = TestVectors.Floats(seed: 2, 1, 20);
        var scores = new float[37];

        RowScan.Scan(rows, query[0], scores);

        for (var row = 0; row < 37; row++)
            Assert.Equal(ScalarDot.Of(rows[row], query[0]), scores[row], TestVectors.Tolerance(rows[row], query[0]));
    }

    [Fact]
    public void Scores_named_rows_in_the_order_of_their_names()
    {
        using var rows = TestVectors.Floats(seed: 1, 37, 20);
        using var query = TestVectors.Floats(seed: 2, 1, 20);
        int[] named = [.. Enumerable.Range(0, 37).Reverse(), 5, 5];
        var scores = new float[named.Length];

        RowScan.Scan(rows, named, query[0], scores);

        for (var i = 0; i < named.Length; i++)
            Assert.Equal(ScalarDot.Of(rows[named[i]], query[0]), scores[i], TestVectors.Tolerance(rows[named[i]], query[0]));
    }

    [Theory, InlineData(-1), InlineData(4)]
    public void Refuses_a_row_that_is_not_there_and_writes_nothing(int row)
    {
        using var rows = TestVectors.Floats(seed: 1, 4, 3);
        var scores = new[] { 42f, 42f };

        Assert.Throws<ArgumentOutOfRangeException>(() => RowScan.Scan(rows, [0, row], rows[0], scores));
        Assert.All(scores, score => Assert.Equal(42f, score));
    }

    [Fact]
    public void Scores_int8_in_the_order_of_the_rows()
    {
        var elements = TestVectors.Bytes(seed: 1, 37, 20);
        using var rows = TestVectors.Matrix(elements);
        var query = TestVectors.Bytes(seed: 2, 1, 20)[0];
        var dots = new int[37];

        RowScan.Scan(rows, query, dots);

        Assert.Equal(elements.Select(row => ScalarDot.Of(row, query)), dots);
    }

    [Fact]
    public void Scores_several_queries_one_after_the_other()
    {
        using var rows = TestVectors.Floats(seed: 1, 37, 20);
        using var queries = TestVectors.Floats(seed: 2, 5, 20);
        var together = new float[5 * 37];
        var alone = new float[37];

        RowScan.ScanMany(rows, queries, together);

        for (var q = 0; q < 5; q++)
        {
            RowScan.Scan(rows, queries[q], alone);
            Assert.Equal(alone, together[(q * 37)..((q + 1) * 37)]);
        }
    }

    [Fact]
    public void Scores_several_int8_queries_one_after_the_other()
    {
        using var rows = TestVectors.Matrix(TestVectors.Bytes(seed: 1, 37, 20));
        using var queries = new AlignedMatrix<sbyte>(5, 20);
        for (var q = 0; q < 5; q++) TestVectors.Bytes(seed: 2 + q, 1, 20)[0].CopyTo(queries.Writable(q));
        var together = new int[5 * 37];
        var alone = new int[37];

        RowScan.ScanMany(rows, queries, together);

        for (var q = 0; q < 5; q++)
        {
            RowScan.Scan(rows, queries[q], alone);
            Assert.Equal(alone, together[(q * 37)..((q + 1) * 37)]);
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        using var rows = TestVectors.Floats(seed: 1, 37, 20);
        var scores = new float[37];
        RowScan.Scan(rows, rows[0], scores);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) RowScan.Scan(rows, rows[0], scores);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public static TheoryData<string, int, float[]> WrongFloats => new()
    {
        { "the query has 2 elements, a row of the matrix 3", 4, [1, 2] },
        { "element 1 of the query is NaN", 4, [1, float.NaN, 2] },
        { "length is 5; expected 4", 5, [1, 2, 3] },
    };

    [Theory, MemberData(nameof(WrongFloats))]
    public void Says_what_is_wrong_and_writes_nothing(string message, int outputs, float[] query)
    {
        using var rows = TestVectors.Floats(seed: 1, 4, 3);
        var scores = Enumerable.Repeat(42f, outputs).ToArray();

        var error = Assert.Throws<ArgumentException>(() => RowScan.Scan(rows, query, scores));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.All(scores, score => Assert.Equal(42f, score));
    }

    [Fact]
    public void Refuses_an_empty_matrix()
    {
        using var floats = new AlignedMatrix<float>(0, 3);
        using var bytes = new Int8Matrix(0, 3);

        Assert.Throws<ArgumentException>(() => RowScan.Scan(floats, new float[3], []));
        Assert.Throws<ArgumentException>(() => RowScan.Scan(bytes, new sbyte[3], []));
    }

    [Theory, InlineData(0), InlineData(9)]
    public void Refuses_a_number_of_queries_that_no_pass_takes(int count)
    {
        using var rows = TestVectors.Floats(seed: 1, 4, 3);
        using var queries = new AlignedMatrix<float>(count, 3);

        Assert.Throws<ArgumentException>(() => RowScan.ScanMany(rows, queries, new float[4 * count]));
    }

    [Fact]
    public void Refuses_a_matrix_that_is_disposed_of()
    {
        var rows = TestVectors.Floats(seed: 1, 4, 3);
        rows.Dispose();

        Assert.Throws<ObjectDisposedException>(() => RowScan.Scan(rows, new float[3], new float[4]));
        Assert.Throws<ObjectDisposedException>(() => rows[0].Length);
    }
}
