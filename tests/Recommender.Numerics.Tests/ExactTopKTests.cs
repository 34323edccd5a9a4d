using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests;

public sealed class ExactTopKTests
{
    // One to a chunk of 1,024 rows and its neighbours, and several chunks.
    private static readonly int[] RowCounts = [1, 2, 15, 16, 17, 300, 1023, 1025, 2500];

    /// <summary>Every set of kernels on every kind of input; of a set that this machine lacks, one case to say so.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from kernels in KernelChoice.All
        from input in kernels.IsSupported ? HardInputs.Names : [HardInputs.Names[0]]
        select new TheoryDataRow<string, string>(kernels.Name, input);

    [Theory, MemberData(nameof(Cases))]
    public void Equals_the_definition_on_every_input(string kernels, string input)
    {
        var set = KernelChoice.All.Single(kernel => kernel.Name == kernels);
        Assert.SkipUnless(set.IsSupported, "instruction set absent");
        var random = new Random(20260101);
        var scratch = new TopKScratch();
        foreach (var rows in RowCounts)
        {
            using var matrix = HardInputs.Matrix(input, random, rows, dimension: random.Next(1, 70));
            using var index = new ExactTopK(matrix, set);
            foreach (var k in new[] { 1, 7, rows / 2 + 1, rows, rows + 3 })
            {
                var query = HardInputs.Query(input, random, matrix);
                foreach (var allowed in new[] { [], Bitmap(random, rows, random.NextDouble()) })
                {
                    var best = new ScoredRow[k];
                    var found = index.Search(query, best, scratch, allowed);
                    Assert.Equal(NaiveTopK.Of(matrix, query, k, allowed), best[..found]);
                }
            }
        }
    }

    [Fact]
    public void Equals_the_definition_at_every_dimension_served()
    {
        var random = new Random(7);
        var scratch = new TopKScratch();
        foreach (var dimension in new[] { 64, 128, 768, 2048 })
        {
            using var matrix = HardInputs.Matrix("skewed norms", random, rows: 1500, dimension);
            using var index = new ExactTopK(matrix);
            var query = HardInputs.Query("skewed norms", random, matrix);
            var best = new ScoredRow[100];

            Assert.Equal(100, index.Search(query, best, scratch));
            Assert.Equal(NaiveTopK.Of(matrix, query, 100, []), best);
        }
    }

    [Fact]
    public void Orders_equal_scores_by_row()
    {
        using var matrix = Rows([1, 0], [0, 1], [1, 0], [0, 1], [1, 0]);
        using var index = new ExactTopK(matrix);
        var best = new ScoredRow[4];

        index.Search([1f, 0f], best, new TopKScratch());

        Assert.Equal([0, 2, 4, 1], best.Select(scored => scored.Row));
    }

    [Fact]
    public void Puts_scores_that_are_not_finite_last_by_row()
    {
        using var matrix = Rows([float.PositiveInfinity, 0], [-5, 0], [float.NaN, 0], [float.NegativeInfinity, 0], [3e38f, 3e38f]);
        using var index = new ExactTopK(matrix);
        var best = new ScoredRow[5];

        index.Search([1f, 1f], best, new TopKScratch());

        Assert.Equal([1, 0, 2, 3, 4], best.Select(scored => scored.Row));
    }

    [Fact]
    public void Returns_all_that_are_allowed_when_they_are_fewer_than_K()
    {
        using var matrix = Rows([1], [2], [3], [4]);
        using var index = new ExactTopK(matrix);
        var best = new ScoredRow[3];

        Assert.Equal(2, index.Search([1f], best, new TopKScratch(), [0b0110]));
        Assert.Equal([new ScoredRow(2, 3), new ScoredRow(1, 2), default], best);
        Assert.Equal(0, index.Search([1f], best, new TopKScratch(), [0]));
    }

    [Fact]
    public void Ignores_bits_of_rows_that_do_not_exist()
    {
        using var matrix = Rows([1], [2]);
        using var index = new ExactTopK(matrix);
        var best = new ScoredRow[5];

        Assert.Equal(2, index.Search([1f], best, new TopKScratch(), [ulong.MaxValue]));
    }

    [Fact]
    public void Allocates_nothing_once_its_scratch_has_grown()
    {
        using var matrix = HardInputs.Matrix("skewed norms", new Random(1), rows: 3000, dimension: 32);
        using var index = new ExactTopK(matrix);
        var (best, scratch, query) = (new ScoredRow[200], new TopKScratch(), matrix[5].ToArray());
        index.Search(query, best, scratch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) index.Search(query, best, scratch);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Scores_named_rows_by_the_definition()
    {
        using var matrix = Rows([1, 2], [3, 4], [5, 6]);
        using var index = new ExactTopK(matrix);
        var scores = new float[2];

        index.Score([1f, 10f], [2, 0], scores);

        Assert.Equal([65f, 21f], scores);
    }

    [Fact]
    public void Says_what_is_wrong_and_writes_nothing()
    {
        using var matrix = Rows([1, 2], [3, 4]);
        using var index = new ExactTopK(matrix);
        using var none = new AlignedMatrix<float>(0, 2);
        using var empty = new ExactTopK(none);
        var scratch = new TopKScratch();
        var best = new[] { new ScoredRow(42, 42) };
        var scores = new[] { 42f };

        Refused("the query has 1 elements, a row of the matrix 2", () => index.Search([1f], best, scratch));
        Refused("element 1 of the query is NaN", () => index.Search([1f, float.NaN], best, scratch));
        Refused("K is 0", () => index.Search([1f, 2f], [], scratch));
        Refused("the matrix has no rows", () => empty.Search([1f, 2f], best, scratch));
        Refused("length is 2; expected 1", () => index.Search([1f, 2f], best, scratch, [1, 2]));
        Refused("row 2 is not one of the matrix's 2", () => index.Score([1f, 2f], [2], scores));
        Refused("length is 1; expected 2", () => index.Score([1f, 2f], [0, 1], scores));

        Assert.Equal([new ScoredRow(42, 42)], best);
        Assert.Equal([42f], scores);
    }

    private static void Refused(string message, Action act) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static ulong[] Bitmap(Random random, int rows, double density)
    {
        var bitmap = new ulong[(rows + 63) / 64];
        for (var row = 0; row < rows; row++)
        {
            if (random.NextDouble() < density) bitmap[row / 64] |= 1ul << (row % 64);
        }

        return bitmap;
    }

    private static AlignedMatrix<float> Rows(params float[][] rows)
    {
        var matrix = new AlignedMatrix<float>(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++) rows[row].CopyTo(matrix.Writable(row));
        return matrix;
    }
}
