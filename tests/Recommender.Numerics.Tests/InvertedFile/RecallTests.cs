namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class RecallTests : IDisposable
{
    private const int RowCount = 20_000;

    private readonly MadeRows _made = new(seed: 1, RowCount, dimension: 24, clusters: 200);
    private readonly AlignedMatrix<float> _unseen;

    public RecallTests() => _unseen = _made.Matrix(300);

    public void Dispose() => _unseen.Dispose();

    [Theory, InlineData(0.9, 10), InlineData(0.99, 10), InlineData(0.99, 100)]
    public void Keeps_the_target_on_queries_that_it_has_not_seen(double target, int k)
    {
        using var seen = _made.Matrix(512);
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { TargetRecall = target, K = k }, seen);
        var recall = Expect.Recall(index, _made.Rows, _unseen, k, []);

        // 300 queries more, 256 to choose with: the mean may be off by a few of its standard errors.
        Assert.InRange(recall, target - 0.3 * (1 - target), 1);
        Assert.InRange(index.Recall.Recall, target - 0.3 * (1 - target), 1);
        Assert.Equal((256, k, target), (index.Recall.Queries, index.Recall.K, index.Recall.Target));
    }

    [Theory, InlineData(1), InlineData(5), InlineData(30), InlineData(400)]
    public void Keeps_about_the_target_for_another_K_than_it_was_built_for(int k)
    {
        using var seen = _made.Matrix(512);
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 20 }, seen);

        Assert.InRange(Expect.Recall(index, _made.Rows, _unseen, k, []), 0.98, 1);
    }

    [Theory, InlineData(0.5), InlineData(0.1)]
    public void Keeps_about_the_target_when_a_filter_leaves_a_part(double density)
    {
        using var seen = _made.Matrix(512);
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 20, FewAllowed = 0 }, seen);
        var allowed = Expect.Bitmap(new Random(3), RowCount, density);

        Assert.InRange(Expect.Recall(index, _made.Rows, _unseen, 20, allowed), 0.98, 1);
    }

    [Fact]
    public void Looks_at_a_small_part_of_the_rows()
    {
        using var seen = _made.Matrix(512);
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 10 }, seen);
        var (best, scratch) = (new ScoredRow[10], new InvertedFileScratch());
        var blocks = 0L;
        for (var q = 0; q < _unseen.Rows; q++)
        {
            index.Search(_unseen[q], best, scratch);
            blocks += scratch.Scanned.Blocks;
        }

        Assert.InRange(blocks / _unseen.Rows * 16, 1, RowCount / 5);
    }

    [Fact]
    public void Reports_what_queries_find_that_had_no_part_in_choosing()
    {
        // The first half is one query again and again, a row's own direction: what suits it does not do for the others.
        using var queries = _made.Matrix(256);
        for (var q = 0; q < 128; q++) _made.Rows[42].CopyTo(queries.Writable(q));
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 10 }, queries);

        Assert.InRange(index.Recall.Recall, 0.1, 0.97);
    }

    [Fact]
    public void Draws_queries_of_its_own_when_none_are_given()
    {
        using var index = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 10, Queries = 200 });

        Assert.Equal(100, index.Recall.Queries);
        Assert.InRange(index.Recall.Recall, 0.985, 1);
        Assert.InRange(Expect.Recall(index, _made.Rows, _unseen, 10, []), 0.97, 1);
    }

    [Fact]
    public void Keeps_the_target_when_rows_are_scanned_along_few_directions()
    {
        var made = new MadeRows(seed: 7, rows: 6000, dimension: 300, clusters: 80);
        using var seen = made.Matrix(512);
        using var unseen = made.Matrix(200);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { K = 10 }, seen);

        Assert.InRange(index.Directions, 16, 128);
        Assert.InRange(Expect.Recall(index, made.Rows, unseen, 10, []), 0.985, 1);
    }

    [Fact]
    public void Is_the_same_for_any_number_of_threads()
    {
        using var one = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 10, Threads = 1 });
        using var three = InvertedFile.Build(_made.Rows, new InvertedFileOptions { K = 10, Threads = 3 });
        var (first, second, scratch) = (new ScoredRow[10], new ScoredRow[10], new InvertedFileScratch());

        Assert.Equal(one.Recall, three.Recall);
        Assert.Equal(one.Plan.Measured, three.Plan.Measured);
        for (var q = 0; q < _unseen.Rows; q++)
        {
            one.Search(_unseen[q], first, scratch, probes: 3);
            three.Search(_unseen[q], second, scratch, probes: 3);
            Assert.Equal(first, second);
        }
    }
}
