namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class ReadersAndWriterTests
{
    private const int Beacon = 77;
    private const int Rounds = 6000;

    // One row outshines all others and is replaced again and again, each time by a longer one, while others come and go.
    [Fact]
    public void Readers_see_every_row_once_and_never_go_back_while_a_writer_changes_and_merges()
    {
        var made = new MadeRows(seed: 9, rows: 500, dimension: 8, clusters: 10);
        using var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Lists = 12, Queries = 8, K = 5, DeltaRows = 50 });
        var (query, wrong) = (made.Vector(), new System.Collections.Concurrent.ConcurrentQueue<string>());
        index.Replace(Beacon, Scaled(query, 1000));
        using var done = new CancellationTokenSource();
        Thread[] readers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => Read(index, query, wrong, done.Token)))];

        foreach (var reader in readers) reader.Start();
        var random = new Random(4);
        for (var round = 1; round <= Rounds; round++)
        {
            index.Replace(Beacon, Scaled(query, 1000 + round));
            var row = 500 + random.Next(100);
            if (index.Contains(row)) index.Remove(row);
            else index.Add(row, made.Vector());
        }

        done.Cancel();
        foreach (var reader in readers) reader.Join();
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_search_that_comes_after_dispose_is_refused()
    {
        var made = new MadeRows(seed: 9, rows: 50, dimension: 8, clusters: 3);
        var index = InvertedFile.Build(made.Rows, new InvertedFileOptions { Queries = 4 });
        index.Dispose();
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Search(made.Vector(), new ScoredRow[1], new InvertedFileScratch()));
    }

    private static void Read(InvertedFile index, float[] query, System.Collections.Concurrent.ConcurrentQueue<string> wrong, CancellationToken done)
    {
        var (best, scratch, before) = (new ScoredRow[40], new InvertedFileScratch(), 0f);
        ulong[] few = [0, 1ul << (Beacon - 64), 0xFFFF, 0];
        var searches = 0;
        for (; !done.IsCancellationRequested || searches < 100; searches++)
        {
            ulong[] allowed = searches % 4 == 3 ? few : [];
            var found = index.Search(query, best, scratch, allowed, searches % 2 == 0 ? null : index.Lists);
            if (best[0].Row != Beacon) wrong.Enqueue($"best is {best[0]}");
            if (best[0].Score < before) wrong.Enqueue($"{best[0].Score} after {before}");
            if (best[..found].DistinctBy(row => row.Row).Count() != found) wrong.Enqueue("a row twice");
            if (wrong.Count > 10) return;
            before = best[0].Score;
        }
    }

    private static float[] Scaled(float[] vector, float factor) => Array.ConvertAll(vector, x => x * factor);
}
