namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class FilterTests
{
    private const int RowCount = 6000;

    [Fact]
    public void Finds_only_allowed_rows_and_as_many_as_there_are_whatever_the_filter()
    {
        var made = new MadeRows(seed: 2, RowCount, dimension: 20, clusters: 50);
        using var queries = made.Matrix(10);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { K = 10, Queries = 64 });
        var (random, scratch) = (new Random(20260101), new InvertedFileScratch());
        for (var round = 0; round < 200; round++)
        {
            var allowed = Expect.Bitmap(random, RowCount, Math.Pow(10, -4 * random.NextDouble()));
            var rows = Enumerable.Range(0, RowCount).Where(row => (allowed[row / 64] >> (row % 64) & 1) != 0).ToHashSet();
            var best = new ScoredRow[1 + random.Next(random.Next(2) == 0 ? 20 : RowCount)];
            int? probes = random.Next(2) == 0 ? null : 1 + random.Next(index.Lists);
            var found = best[..index.Search(queries[round % queries.Rows], best, scratch, allowed, probes)];

            Assert.Equal(Math.Min(best.Length, rows.Count), found.Length);
            Assert.Equal(found.Length, found.DistinctBy(row => row.Row).Count());
            Assert.All(found, row => Assert.Contains(row.Row, rows));
        }
    }

    [Theory, InlineData(1), InlineData(40), InlineData(900)]
    public void Is_exact_when_few_rows_are_allowed(int count)
    {
        var made = new MadeRows(seed: 2, RowCount, dimension: 20, clusters: 50);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { K = 10, Queries = 64 });
        var random = new Random(5);
        var allowed = new ulong[(RowCount + 63) / 64];
        for (var i = 0; i < count; i++)
        {
            var row = random.Next(RowCount);
            allowed[row / 64] |= 1ul << (row % 64);
        }

        var query = made.Vector();
        var best = new ScoredRow[30];
        var found = index.Search(query, best, new InvertedFileScratch(), allowed, probes: 1);

        Assert.Equal(NaiveTopK.Of(made.Rows, query, 30, allowed), best[..found]);
    }

    [Fact]
    public void Takes_rows_beyond_the_end_of_a_bitmap_for_not_allowed()
    {
        var made = new MadeRows(seed: 2, RowCount, dimension: 20, clusters: 50);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { K = 10, Queries = 64 });
        var best = new ScoredRow[100];

        Assert.Equal(64, index.Search(made.Vector(), best, new InvertedFileScratch(), [ulong.MaxValue]));
        Assert.Equal(100, index.Search(made.Vector(), best, new InvertedFileScratch(), [.. Enumerable.Repeat(ulong.MaxValue, 50)]));
        Assert.All(best, row => Assert.InRange(row.Row, 0, 64 * 50 - 1));
    }
}
