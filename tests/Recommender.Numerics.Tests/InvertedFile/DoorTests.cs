namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class DoorTests
{
    [Fact]
    public void Says_what_is_wrong_with_a_search_and_writes_nothing()
    {
        var made = new MadeRows(seed: 1, rows: 50, dimension: 2, clusters: 3);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Lists = 4, Queries = 4 });
        var (scratch, best) = (new InvertedFileScratch(), new[] { new ScoredRow(42, 42) });

        Refused("the query has 1 elements, a row of the matrix 2", () => index.Search([1f], best, scratch));
        Refused("element 1 of the query is NaN", () => index.Search([1f, float.NaN], best, scratch));
        Refused("K is 0", () => index.Search([1f, 2f], [], scratch));
        Refused("probes is 0; allowed 1..4", () => index.Search([1f, 2f], best, scratch, probes: 0));
        Refused("probes is 5; allowed 1..4", () => index.Search([1f, 2f], best, scratch, probes: 5));

        Assert.Equal([new ScoredRow(42, 42)], best);
    }

    [Fact]
    public void Says_what_is_wrong_with_a_build()
    {
        var made = new MadeRows(seed: 1, rows: 50, dimension: 2, clusters: 3);
        using var none = new AlignedMatrix<float>(0, 2);
        using var one = new AlignedMatrix<float>(1, 2);
        using var wide = new AlignedMatrix<float>(4, 3);
        var options = new InvertedFileOptions();

        Refused("the matrix has no rows", () => InvertedFile.Build(none));
        Refused("1 queries; at least 2", () => InvertedFile.Build(made.Rows, options, one));
        Refused("the query has 3 elements, a row of the matrix 2", () => InvertedFile.Build(made.Rows, options, wide));
        Refused("TargetRecall is 1; allowed", () => InvertedFile.Build(made.Rows, options with { TargetRecall = 1 }));
        Refused("TargetRecall is NaN; allowed", () => InvertedFile.Build(made.Rows, options with { TargetRecall = double.NaN }));
        Refused("K is 0; allowed", () => InvertedFile.Build(made.Rows, options with { K = 0 }));
        Refused("Lists is 0; allowed", () => InvertedFile.Build(made.Rows, options with { Lists = 0 }));
        Refused("Queries is 1; allowed", () => InvertedFile.Build(made.Rows, options with { Queries = 1 }));
        Refused("TrainingRows is 0; allowed", () => InvertedFile.Build(made.Rows, options with { TrainingRows = 0 }));
        Refused("Threads is 0; allowed", () => InvertedFile.Build(made.Rows, options with { Threads = 0 }));
        Refused("RowLimit is 49; allowed 50..", () => InvertedFile.Build(made.Rows, options with { RowLimit = 49 }));
        Refused("FewAllowed is -1; allowed from 0", () => InvertedFile.Build(made.Rows, options with { FewAllowed = -1 }));
        Refused("DeltaRows is 15; allowed 16..", () => InvertedFile.Build(made.Rows, options with { DeltaRows = 15 }));
    }

    [Fact]
    public void Ends_a_build_that_is_cancelled()
    {
        var made = new MadeRows(seed: 1, rows: 500, dimension: 4, clusters: 3);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => InvertedFile.Build(made.Rows, cancellation: cancelled.Token));
    }

    [Fact]
    public void Ends_a_build_that_is_cancelled_while_it_measures()
    {
        var made = new MadeRows(seed: 1, rows: 500, dimension: 4, clusters: 3);
        using var cancelled = new CancellationTokenSource();
        var told = new List<double>();
        var progress = new Told(part =>
        {
            told.Add(part);
            if (told.Count == 2) cancelled.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => InvertedFile.Build(made.Rows, progress: progress, cancellation: cancelled.Token));
        Assert.Equal(2, told.Count);
        Assert.InRange(told[0], 0.01, told[1]);
    }

    [Fact]
    public void Allocates_nothing_once_its_scratch_has_grown()
    {
        var made = new MadeRows(seed: 1, rows: 5000, dimension: 32, clusters: 30);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { K = 10, Queries = 64, FewAllowed = 100 });
        index.Remove(3);
        index.Add(3, made.Vector());
        var (best, scratch, query) = (new ScoredRow[50], new InvertedFileScratch(), made.Vector());
        ulong[][] filters = [[], Expect.Bitmap(new Random(1), 5000, 0.5), Expect.Bitmap(new Random(1), 5000, 0.01)];
        foreach (var allowed in filters) index.Search(query, best, scratch, allowed);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 50; round++)
        {
            foreach (var allowed in filters) index.Search(query, best, scratch, allowed);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Told(Action<double> act) : IProgress<double>
    {
        public void Report(double value) => act(value);
    }

    private static void Refused(string message, Action act) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
}
