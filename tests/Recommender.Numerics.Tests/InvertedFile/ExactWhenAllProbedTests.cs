using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class ExactWhenAllProbedTests
{
    private static readonly int[] RowCounts = [1, 2, 17, 300, 1500];

    /// <summary>Every set of kernels on every kind of input; of a set that this machine lacks, one case to say so.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from kernels in KernelChoice.All
        from input in kernels.IsSupported ? HardInputs.Names : [HardInputs.Names[0]]
        select new TheoryDataRow<string, string>(kernels.Name, input);

    public static TheoryData<string> Inputs => [.. HardInputs.Names];

    [Theory, MemberData(nameof(Cases))]
    public void Equals_the_definition_on_every_input_when_all_lists_are_probed(string kernels, string input)
    {
        var set = KernelChoice.All.Single(kernel => kernel.Name == kernels);
        Assert.SkipUnless(set.IsSupported, "instruction set absent");
        var random = new Random(20260101);
        var scratch = new InvertedFileScratch();
        foreach (var rows in RowCounts)
        {
            using var matrix = HardInputs.Matrix(input, random, rows, dimension: random.Next(1, 70));
            var options = new InvertedFileOptions { Lists = 1 + rows / 20, Queries = 4, K = 3 };
            using var index = InvertedFile.Build(matrix, options, queries: null, set);
            foreach (var k in new[] { 1, 7, rows / 2 + 1, rows, rows + 3 })
            {
                var query = HardInputs.Query(input, random, matrix);
                foreach (var allowed in new[] { [], Expect.Bitmap(random, rows, random.NextDouble()) })
                {
                    var best = new ScoredRow[k];
                    var found = index.Search(query, best, scratch, allowed, index.Lists);
                    Assert.Equal(NaiveTopK.Of(matrix, query, k, allowed), best[..found]);
                }
            }
        }
    }

    /// <summary>Every kind of input in many elements, of which few directions hold nearly all for some kinds.</summary>
    [Theory, MemberData(nameof(Inputs))]
    public void Equals_the_definition_on_every_input_of_many_elements_when_all_lists_are_probed(string input)
    {
        var (random, scratch) = (new Random(20260101), new InvertedFileScratch());
        using var matrix = HardInputs.Matrix(input, random, rows: 700, dimension: 270);
        using var index = InvertedFile.Build(matrix, new InvertedFileOptions { Lists = 12, Queries = 4, K = 3 });
        foreach (var k in new[] { 1, 20, 700 })
        {
            var (query, best) = (HardInputs.Query(input, random, matrix), new ScoredRow[k]);
            Assert.Equal(k, index.Search(query, best, scratch, default, index.Lists));
            Assert.Equal(NaiveTopK.Of(matrix, query, k, []), best);
        }
    }

    [Theory, InlineData(256), InlineData(300), InlineData(2048)]
    public void Equals_the_definition_when_rows_are_scanned_along_few_directions(int dimension)
    {
        var made = new MadeRows(seed: 3, rows: 2000, dimension, clusters: 30);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Lists = 30, Queries = 16, K = 5 });
        var scratch = new InvertedFileScratch();

        Assert.InRange(index.Directions, 16, 128);
        foreach (var k in new[] { 1, 10, 300 })
        {
            var (query, best) = (made.Vector(), new ScoredRow[k]);
            index.Search(query, best, scratch, default, index.Lists);
            Assert.Equal(NaiveTopK.Of(made.Rows, query, k, []), best);
        }
    }

    [Theory, InlineData(1), InlineData(128), InlineData(784), InlineData(2048)]
    public void Equals_the_definition_at_every_dimension_served(int dimension)
    {
        var random = new Random(7);
        using var matrix = HardInputs.Matrix("skewed norms", random, rows: 1500, dimension);
        using var index = InvertedFile.Build(matrix, new InvertedFileOptions { Lists = 20, Queries = 8 });
        var query = HardInputs.Query("skewed norms", random, matrix);
        var best = new ScoredRow[100];

        Assert.Equal(100, index.Search(query, best, new InvertedFileScratch(), probes: index.Lists));
        Assert.Equal(NaiveTopK.Of(matrix, query, 100, []), best);
    }

    [Fact]
    public void Finds_the_best_of_what_is_probed_and_no_more_the_fewer_lists_there_are_to_look_into()
    {
        var made = new MadeRows(seed: 5, rows: 4000, dimension: 16, clusters: 60);
        using var queries = made.Matrix(50);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Lists = 64, K = 10, Queries = 50 });
        var (best, scratch) = (new ScoredRow[10], new InvertedFileScratch());
        var sums = Array.ConvertAll((int[])[1, 4, 64], probes =>
        {
            var sum = 0.0;
            for (var q = 0; q < queries.Rows; q++)
            {
                index.Search(queries[q], best, scratch, probes: probes);
                for (var i = 0; i < best.Length; i++) sum += best[i].Score;
            }

            return sum;
        });

        Assert.True(sums[0] < sums[1] && sums[1] < sums[2], string.Join(", ", sums));
    }
}
