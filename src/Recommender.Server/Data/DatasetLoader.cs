using System.Text;
using Recommender.Learning.Data;
using Recommender.Server.Hosting;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Data;

/// <summary>Puts a dataset into the stores: titles, then members with the latest of what they did. Doing it again changes nothing.</summary>
/// <param name="dataset">What to put.</param>
/// <param name="store">Where to.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class DatasetLoader(Dataset dataset, DataStore store, StartProgress progress)
{
    private const int BatchSize = 512;   // acknowledged together
    private const int MostNotes = 5;

    private readonly StoredTitles _titles = new(dataset);
    private readonly StoredHistory _history = new(dataset.TitleIds);
    private int _refused;
    private int _done;

    /// <summary>Puts everything, and takes a checkpoint so that the next start has nothing to replay.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what is put stays put.</exception>
    /// <exception cref="Storage.Store.StoreException">The disk has failed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        progress.Begin($"putting {dataset.Titles.Count:N0} titles into the store");
        await PutAllAsync(dataset.Titles.Count, PutTitle, cancellation);
        if (_refused > MostNotes) progress.Note($"{_refused:N0} titles were left out, of which the first {MostNotes} are named");
        progress.Begin($"putting {dataset.Members.Count:N0} members into the store");
        await PutAllAsync(dataset.Members.Count, PutMember, cancellation);
        progress.Begin("taking a checkpoint");
        await store.CheckpointAsync(cancellation);
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

    private ValueTask PutTitle(int row)
    {
        var id = dataset.TitleIds[row];
        try
        {
            return store.PutTitleAsync(Encoding.UTF8.GetBytes(id), _titles.Pack(row));
        }
        catch (ArgumentException refused)
        {
            if (Interlocked.Increment(ref _refused) <= MostNotes) progress.Note($"title '{id}' is left out: {refused.Message}");
            return ValueTask.CompletedTask;
        }
    }

    private ValueTask PutMember(int row)
    {
        Span<HistoryEntry> entries = stackalloc HistoryEntry[PortraitLimits.History];
        var count = _history.Write(dataset.Interactions[row], entries);
        var content = new PortraitContent { History = entries[..count] };
        Span<byte> portrait = stackalloc byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, portrait);
        return store.PutMemberAsync(Encoding.UTF8.GetBytes(dataset.Members[row]), portrait);
    }
}
