using Recommender.Storage.Journaling;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>
/// Checkpoints of both stores, each with the journal position from which a replay completes it, and the journal's retention.
/// One at a time; safe from many threads.
/// </summary>
internal sealed class DataCheckpoints(DataStoreOptions options, Journal journal, StripeLocks stripes, KeyValueStore members, KeyValueStore titles) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private long _position = Math.Min(PositionOf(members), PositionOf(titles));
    private long _takenAt = options.Time.GetTimestamp();
    private Exception? _failure;
    private Task _background = Task.CompletedTask;

    /// <summary>Why the latest checkpoint was not taken; null when it was.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>The journal position from which the newest checkpoint is completed.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Where the journal stood at the checkpoint that a store was opened at, or 0 where it has none.</summary>
    public static long PositionOf(KeyValueStore store) => store.Checkpoints.Listed is [var newest, ..] ? newest.JournalPosition : 0;

    /// <summary>Starts to take checkpoints in the background.</summary>
    public void Start() => _background = Task.Run(RunAsync);

    /// <summary>Ends the background's work, and waits for a checkpoint under way.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _background;
    }

    /// <summary>Takes a checkpoint.</summary>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand.</exception>
    public Task TakeAsync(CancellationToken cancellation) => AloneAsync(TakeNowAsync, cancellation);

    /// <summary>Takes a checkpoint and does something before the next one begins or any of its files leaves.</summary>
    public Task TakeAndAsync(Func<Task> then, CancellationToken cancellation) =>
        AloneAsync(
            async () =>
            {
                await TakeNowAsync();
                await then();
            },
            cancellation);

    public void Dispose()
    {
        _stopping.Dispose();
        _one.Dispose();
    }

    private async Task AloneAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task TakeNowAsync()
    {
        try
        {
            var position = journal.Tail;
            stripes.PassThrough();   // now every change before the position is in the stores
            await members.Checkpoints.TakeAsync(position, JournalIsDurableAsync, CancellationToken.None);
            await titles.Checkpoints.TakeAsync(position, JournalIsDurableAsync, CancellationToken.None);
            Volatile.Write(ref _position, position);
            DropJournal();
            Volatile.Write(ref _failure, value: null);
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _failure, failure);
            throw;
        }
        finally
        {
            Volatile.Write(ref _takenAt, options.Time.GetTimestamp());
        }
    }

    /// <summary>
    /// A checkpoint may hold changes that the journal has not on disk: if it counted and the machine stopped, their positions would be
    /// given to other changes, which a replay would take for those that the checkpoint has.
    /// </summary>
    private Task JournalIsDurableAsync() => journal.WaitForDurableAsync(journal.Tail).AsTask();

    private void DropJournal()
    {
        var needed = Math.Min(OldestOf(members), OldestOf(titles));
        if (needed > options.RetainedJournalBytes) journal.DropBefore(needed - options.RetainedJournalBytes);
    }

    /// <summary>Where the older checkpoint needs the journal from; while there is one only, all of it is kept.</summary>
    private static long OldestOf(KeyValueStore store) =>
        store.Checkpoints.Listed is { Count: CheckpointList.Kept } listed ? listed.Min(static entry => entry.JournalPosition) : 0;

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Tick, options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (IsDue()) await TakeAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The end.
        }
    }

    private bool IsDue()
    {
        var bytes = journal.Tail - Position;
        if (bytes == 0) return false;
        var waited = options.Time.GetElapsedTime(Volatile.Read(ref _takenAt));
        return waited >= options.CheckpointAfter || (bytes >= options.CheckpointAfterBytes && Failure is null);
    }
}
