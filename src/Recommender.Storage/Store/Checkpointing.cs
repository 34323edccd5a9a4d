using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>
/// Takes checkpoints while the store serves. FASTER's part runs on whichever thread comes by, readers included, so nothing in
/// it waits for the disk; when it is through, this makes its files durable on a thread of its own and only then lists the
/// checkpoint. A crash at any moment leaves the list as it was or with the new one on top.
/// </summary>
internal sealed class Checkpointing(
    FasterKV<SpanByte, SpanByte> store, VersionSwitch versions, FailStopDevice log, ILogDevice logDevice, CheckpointFiles files, CheckpointManager manager, KeyCount keys, CheckpointList list) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly CheckpointList _list = list;
    private long _removedBefore;

    /// <summary>The checkpoints that may be recovered from, newest first. Right after opening, the first is the one that the store was recovered to.</summary>
    public IReadOnlyList<CheckpointEntry> Listed => _list.Read();

    /// <summary>Makes durable all that was written before the call. Only the log's pages new since the last one and the index are written.</summary>
    /// <returns>The checkpoint, when it is on disk; <see cref="CheckpointList.Kept"/> are kept.</returns>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand.</exception>
    public Task<CheckpointEntry> TakeAsync(CancellationToken cancellation = default) => TakeAsync(journalPosition: 0, static () => Task.CompletedTask, cancellation);

    /// <summary>Takes a checkpoint for an owner that keeps a journal.</summary>
    /// <param name="journalPosition">Every change before it was applied before the call; written down with the checkpoint.</param>
    /// <param name="beforeListing">Awaited when the checkpoint is on disk and before it counts: it may hold changes that the journal does not have on disk yet.</param>
    /// <param name="cancellation">Ends the waiting for a checkpoint under way.</param>
    public async Task<CheckpointEntry> TakeAsync(long journalPosition, Func<Task> beforeListing, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            files.Begin();

            return await TakeAndPublishAsync(journalPosition, beforeListing);
        }
        catch (IOException failure)
        {
            throw new StoreException($"the checkpoint was not taken: {failure.Message}", failure);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Removes what unfinished checkpoints left.</summary>
    public void RemoveUnlisted() => files.RemoveAllBut([.. _list.Read().Select(static entry => entry.Token)]);

    public void Dispose() => _one.Dispose();

    private async Task<CheckpointEntry> TakeAndPublishAsync(long journalPosition, Func<Task> beforeListing)
    {
        var (token, completed) = await BlockingWork.RunAsync("checkpoint", Begin);
        await completed;
        var keysThen = keys.Settle(manager.Latest().version);   // settled even if the disk fails now: the version is over
        var written = await BlockingWork.RunAsync("checkpoint", MakeDurable);
        await beforeListing();
        return await BlockingWork.RunAsync("checkpoint", () => Publish(token, written, keysThen, journalPosition));
    }

    /// <summary>Begins: FASTER turns round and round on the caller's thread until the last operation that began before is done.</summary>
    /// <returns>The checkpoint, and when FASTER has written it.</returns>
    private (Guid Token, Task Completed) Begin()
    {
        var token = versions.Begin();
        return (token, store.CompleteCheckpointAsync().AsTask());
    }

    private IReadOnlyList<SealedFile> MakeDurable()
    {
        log.FlushToDisk();
        return files.Seal();
    }

    private CheckpointEntry Publish(Guid token, IReadOnlyList<SealedFile> written, long keysThen, long journalPosition)
    {
        var before = _list.Read();
        var info = manager.Latest();
        var tailBytes = logDevice.Keep(info.beginAddress, info.finalLogicalAddress);
        var entry = new CheckpointEntry(token, info.beginAddress, info.finalLogicalAddress, tailBytes, keysThen, written) { JournalPosition = journalPosition };
        _list.Write(before.Prepend(entry).Take(CheckpointList.Kept));
        foreach (var outdated in before.Skip(CheckpointList.Kept - 1)) manager.Purge(outdated.Token);
        RemoveUnneeded(before.Prepend(entry).Take(CheckpointList.Kept).Min(static listed => listed.Begin));
        return entry;
    }

    /// <summary>Gives back the part of the log that no listed checkpoint needs, now that the list is on disk.</summary>
    private void RemoveUnneeded(long begin)
    {
        if (begin <= _removedBefore) return;
        try
        {
            logDevice.RemoveBefore(begin);
            _removedBefore = begin;
        }
        catch (IOException failure)
        {
            throw new StoreException($"the checkpoint was taken, but the log before address {begin} was not removed: {failure.Message}", failure);
        }
    }
}
