using System.Collections.Concurrent;
using System.Text;
using Recommender.Learning.Data;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Server.Members;
using Recommender.Storage.Data;

namespace Recommender.Server.Data;

/// <summary>Puts a dataset into the stores: titles, then members, whose portraits need the titles. Doing it again changes nothing.</summary>
/// <param name="dataset">What to put.</param>
/// <param name="store">Where to.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class DatasetLoader(Dataset dataset, DataStore store, StartProgress progress)
{
    private const int BatchSize = 512;   // acknowledged together
    private const int MostNotes = 5;

    private int _refused;
    private int _done;

    /// <summary>Puts the titles. One that the store cannot hold is left out and named.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what is put stays put.</exception>
    /// <exception cref="Storage.Store.StoreException">The disk has failed.</exception>
    public async Task PutTitlesAsync(CancellationToken cancellation)
    {
        progress.Begin($"putting {dataset.Titles.Count:N0} titles into the store");
        var titles = new StoredTitles(dataset);
        await PutAllAsync(dataset.Titles.Count, row => PutTitle(titles, row), cancellation);
        if (_refused > MostNotes) progress.Note($"{_refused:N0} titles were left out, of which the first {MostNotes} are named");
    }

    /// <summary>Puts the members, painted in the space of a generation that has the titles.</summary>
    /// <inheritdoc cref="PutTitlesAsync" path="/exception"/>
    public async Task PutMembersAsync(ServedGeneration served, CancellationToken cancellation)
    {
        progress.Begin($"putting {dataset.Members.Count:N0} members into the store");
        var history = new StoredHistory(dataset.TitleIds);
        var trained = new IdTable(served.Model?.MemberIds ?? []);
        var usage = TagUsage.Of(served);
        var idle = new ConcurrentBag<MemberPainting>();
        try
        {
            await PutAllAsync(dataset.Members.Count, PutMember, cancellation);
        }
        finally
        {
            foreach (var painting in idle) painting.Dispose();
        }

        ValueTask PutMember(int row)
        {
            if (!idle.TryTake(out var painting)) painting = new MemberPainting(dataset, history, trained, served, usage);
            var put = store.PutMemberAsync(Encoding.UTF8.GetBytes(dataset.Members[row]), painting.Paint(row), CancellationToken.None);
            idle.Add(painting);
            return put;
        }
    }

    private async Task PutAllAsync(int count, Func<int, ValueTask> put, CancellationToken cancellation)
    {
        _done = 0;
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, (count + BatchSize - 1) / BatchSize, options, async (batch, _) =>
        {
            var (first, end) = (batch * BatchSize, Math.Min(count, (batch + 1) * BatchSize));
            var puts = new List<Task>(BatchSize);
            for (var row = first; row < end; row++) puts.Add(put(row).AsTask());
            await Task.WhenAll(puts);
            progress.Report((double)Interlocked.Add(ref _done, end - first) / count);
        });
    }

    private ValueTask PutTitle(StoredTitles titles, int row)
    {
        var id = dataset.TitleIds[row];
        try
        {
            return store.PutTitleAsync(Encoding.UTF8.GetBytes(id), titles.Pack(row));
        }
        catch (ArgumentException refused)
        {
            if (Interlocked.Increment(ref _refused) <= MostNotes) progress.Note($"title '{id}' is left out: {refused.Message}");
            return ValueTask.CompletedTask;
        }
    }
}
