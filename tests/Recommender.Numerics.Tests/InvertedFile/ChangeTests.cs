namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class ChangeTests
{
    [Theory, InlineData(1, 9), InlineData(2, 9), InlineData(3, 9), InlineData(4, 300)]
    public void Equals_a_dictionary_after_any_sequence_of_changes(int seed, int dimension)
    {
        var random = new Random(seed);
        var made = new MadeRows(seed, rows: 400, dimension, clusters: 12);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Lists = 10, Queries = 8, K = 5, DeltaRows = 40, RowLimit = 3000 });
        var model = Enumerable.Range(0, 400).ToDictionary(row => row, row => made.Rows[row].ToArray());
        var scratch = new InvertedFileScratch();
        for (var step = 0; step < 2500; step++)
        {
            Change(random, made, index, model);
            if (step % 400 == 399) index.Merge();
            Assert.Equal(model.Count, index.Count);
            if (step % 5 != 0 || model.Count == 0) continue;

            var (query, best) = (made.Vector(), new ScoredRow[1 + random.Next(30)]);
            var allowed = random.Next(2) == 0 ? [] : Expect.Bitmap(random, 3000, random.NextDouble());
            var seen = model.Where(row => allowed.Length == 0 || (allowed[row.Key / 64] >> (row.Key % 64) & 1) != 0);
            var found = index.Search(query, best, scratch, allowed, index.Lists);
            Assert.Equal(Expect.Best(seen, query, best.Length), best[..found]);
        }
    }

    [Fact]
    public void Finds_an_added_row_and_no_removed_one_with_few_probes_too()
    {
        var made = new MadeRows(seed: 1, rows: 2000, dimension: 12, clusters: 30);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Queries = 16 });
        var (best, scratch, query) = (new ScoredRow[1], new InvertedFileScratch(), made.Vector());

        index.Add(5000, [.. query.Select(x => 100 * x)]);
        index.Search(query, best, scratch, probes: 1);
        Assert.Equal(5000, best[0].Row);
        index.Merge();
        index.Search(query, best, scratch, probes: 1);
        Assert.Equal(5000, best[0].Row);
        index.Remove(5000);
        index.Search(query, best, scratch, probes: 1);
        Assert.NotEqual(5000, best[0].Row);
    }

    [Fact]
    public void Can_lose_all_rows_and_get_others()
    {
        var made = new MadeRows(seed: 1, rows: 50, dimension: 4, clusters: 3);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Queries = 4, DeltaRows = 16 });
        for (var row = 0; row < 50; row++) index.Remove(row);

        Refused("the matrix has no rows", () => index.Search([1f, 2f, 3f, 4f], new ScoredRow[1], new InvertedFileScratch()));
        index.Merge();
        Refused("the matrix has no rows", () => index.Search([1f, 2f, 3f, 4f], new ScoredRow[1], new InvertedFileScratch()));
        index.Add(7, [1f, 1f, 1f, 1f]);
        var best = new ScoredRow[2];
        Assert.Equal(1, index.Search([1f, 2f, 3f, 4f], best, new InvertedFileScratch()));
        Assert.Equal(new ScoredRow(7, 10), best[0]);
    }

    [Fact]
    public void Says_what_is_wrong_with_a_change_and_changes_nothing()
    {
        var made = new MadeRows(seed: 1, rows: 50, dimension: 2, clusters: 3);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Queries = 4, RowLimit = 60 });

        Refused("row 7 is there already", () => index.Add(7, [1f, 2f]));
        Refused("row is 60; allowed 0..59", () => index.Add(60, [1f, 2f]));
        Refused("row is -1; allowed 0..59", () => index.Remove(-1));
        Refused("length is 3; expected 2", () => index.Add(55, [1f, 2f, 3f]));
        Refused("there is no row 55", () => index.Remove(55));
        Refused("there is no row 55", () => index.Replace(55, [1f, 2f]));

        Assert.Equal((50, 0), (index.Count, index.Unmerged));
        Assert.False(index.Contains(55));
        Assert.True(index.Contains(7));
    }

    private static void Change(Random random, MadeRows made, InvertedFile index, Dictionary<int, float[]> model)
    {
        var row = random.Next(random.Next(3) == 0 ? 2990 : 450);
        var vector = made.Vector();
        if (!model.ContainsKey(row))
        {
            index.Add(row, vector);
            model[row] = vector;
        }
        else if (random.Next(2) == 0)
        {
            index.Replace(row, vector);
            model[row] = vector;
        }
        else
        {
            index.Remove(row);
            model.Remove(row);
        }
    }

    private static void Refused(string message, Action act) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
}
