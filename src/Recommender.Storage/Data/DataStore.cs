using System.Diagnostics;
using Recommender.Storage.Folders;
using Recommender.Storage.Journaling;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Data;

/// <summary>
/// A data folder: members, titles and the journal that makes every change durable before it is acknowledged. A change shows to
/// readers at once, and its task ends when it is on disk.
/// </summary>
/// <remarks>
/// <para>Opening takes the newest checkpoint of each store and replays the journal's tail; what was acknowledged is there, whatever
/// ended the process before. What was not yet acknowledged may be there or not, whole.</para>
/// <para>Safe from many threads. Once a disk has failed nothing is acknowledged any more: every change throws, hot values are still
/// read, and opening the folder anew goes on from what was acknowledged.</para>
/// </remarks>
public sealed class DataStore : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly KeyValueStore _members;
    private readonly KeyValueStore _titles;
    private readonly Journal _journal;
    private readonly ChangeWriter _writer;
    private readonly DataCheckpoints _checkpoints;
    private readonly SemaphoreSlim _upkeep = new(1);

    private DataStore(DataFolder folder, DataParts parts, RecoveryReport recovery)
    {
        (_folder, _members, _titles, _journal, Recovery) = (folder, parts.Members, parts.Titles, parts.Journal, recovery);
        var stripes = new StripeLocks();
        _writer = new ChangeWriter(parts.Effects, _journal, stripes);
        _checkpoints = new DataCheckpoints(parts.Options, _journal, stripes, _members, _titles);
        Members = new MemberStore(_members);
        Titles = new TitleStore(_titles);
    }

    /// <summary>Most bytes of a change of a portrait.</summary>
    public static int MaxChangeBytes => Change.MaxPayloadBytes;

    /// <summary>How the folder was opened.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Where it is.</summary>
    public string Folder => _folder.FolderPath;

    /// <summary>The members' portraits.</summary>
    public MemberStore Members { get; }

    /// <summary>The titles.</summary>
    public TitleStore Titles { get; }

    /// <summary>The journal position after the newest change: higher than that of every earlier one, also of before a restart.</summary>
    public long Position => _journal.Tail;

    /// <summary>Bytes of the log of members on the disk, with what was replaced and deleted since the last compaction.</summary>
    public long MemberLogBytes => _members.LogBytes;

    /// <summary>Why the latest checkpoint was not taken; null when it was. Nothing is lost, but a restart has the more to replay.</summary>
    public Exception? CheckpointFailure => _checkpoints.Failure;

    /// <summary>Opens a data folder, or makes one.</summary>
    /// <param name="options">Where and how large.</param>
    /// <param name="fold">How changes change portraits.</param>
    /// <param name="progress">Told how far the replay is.</param>
    /// <exception cref="DataFolderInUseException">It has an owner.</exception>
    /// <exception cref="IOException">It cannot be written, or what was acknowledged is damaged or missing; the message names file and offset.</exception>
    /// <exception cref="StoreException">No checkpoint opens, the journal does not reach back to the newest that does, or a change cannot be replayed.</exception>
    public static DataStore Open(DataStoreOptions options, IPortraitFold fold, IProgress<RecoveryProgress>? progress = null) =>
        Open(options, fold, progress, DataDevices.Mapped);

    internal static DataStore Open(
        DataStoreOptions options, IPortraitFold fold, IProgress<RecoveryProgress>? progress, DataDevices devices)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReplayThreads, 1, nameof(options));
        var started = Stopwatch.GetTimestamp();
        var folder = DataFolder.Own(options.Folder);
        DataParts? parts = null;
        try
        {
            parts = DataParts.Open(options, fold, devices);
            var replaying = Stopwatch.GetTimestamp();
            var (records, skipped) = parts.Replay(progress);
            var report = new RecoveryReport(records, skipped, Stopwatch.GetElapsedTime(replaying), Stopwatch.GetElapsedTime(started), parts.Journal.Remark, folder.KilledOwner);
            var store = new DataStore(folder, parts, report);
            store._checkpoints.Start();
            return store;
        }
        catch
        {
            parts?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Gives a member a portrait, in place of any before.</summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="portrait">A packed portrait (<see cref="PortraitWriter"/>).</param>
    /// <param name="cancellation">Ends the waiting, not the change.</param>
    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    /// <exception cref="InvalidValueException">The bytes are no portrait.</exception>
    /// <exception cref="StoreException">The disk has failed; the change is not acknowledged.</exception>
    public ValueTask PutMemberAsync(ReadOnlySpan<byte> id, ReadOnlySpan<byte> portrait, CancellationToken cancellation = default) =>
        WriteAsync(new Change(ChangeKind.PutMember, id, portrait), cancellation);

    /// <summary>Folds a change into a member's portrait, which is made where there is none.</summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="change">What the fold understands, at most <see cref="MaxChangeBytes"/>.</param>
    /// <param name="cancellation">Ends the waiting, not the change.</param>
    /// <exception cref="ArgumentException">The id is empty or too long, or the fold refuses the change; nothing was done.</exception>
    /// <exception cref="StoreException">The disk has failed; the change is not acknowledged.</exception>
    public ValueTask UpdateMemberAsync(ReadOnlySpan<byte> id, ReadOnlySpan<byte> change, CancellationToken cancellation = default) =>
        WriteAsync(new Change(ChangeKind.UpdateMember, id, change), cancellation);

    /// <summary>Folds a change in without waiting: it shows when this returns.</summary>
    /// <returns>The position to wait for (<see cref="WaitForDurableAsync"/>) before the change is acknowledged; of many, the last.</returns>
    public long SubmitMemberUpdate(ReadOnlySpan<byte> id, ReadOnlySpan<byte> change) => _writer.Write(new Change(ChangeKind.UpdateMember, id, change));

    /// <summary>Folds a change in without waiting, by a fold that tells its caller what came of it.</summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="change">What the fold understands, at most <see cref="MaxChangeBytes"/>.</param>
    /// <param name="fold">Makes the same bytes as the store's own; called once, on this thread.</param>
    /// <returns>The position to wait for (<see cref="WaitForDurableAsync"/>) before the change is acknowledged; of many, the last.</returns>
    public long SubmitMemberUpdate(ReadOnlySpan<byte> id, ReadOnlySpan<byte> change, IPortraitFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return _writer.Write(new Change(ChangeKind.UpdateMember, id, change), fold);
    }

    /// <summary>
    /// Writes into a portrait what is derived from the rest of it, unless it has changed since it was read. Not journaled: after a crash
    /// it may have to be derived again.
    /// </summary>
    /// <param name="id">The member's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="asOf">The <see cref="PortraitReader.AppliedPosition"/> of the portrait that was read.</param>
    /// <param name="derive">Called once, on this thread, with the portrait and an empty change; 0 leaves it as it is.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    /// <exception cref="StoreException">The disk has failed.</exception>
    public bool TryDeriveMember(ReadOnlySpan<byte> id, long asOf, IPortraitFold derive)
    {
        ArgumentNullException.ThrowIfNull(derive);
        return _writer.TryRewrite(id, asOf, derive);
    }

    /// <summary>Takes a member's portrait away. Its bytes leave the disk with the next compaction (<see cref="CompactAsync(CancellationToken)"/>).</summary>
    public ValueTask DeleteMemberAsync(ReadOnlySpan<byte> id, CancellationToken cancellation = default) =>
        WriteAsync(new Change(ChangeKind.DeleteMember, id, []), cancellation);

    /// <summary>Puts a title, in place of any before.</summary>
    /// <param name="id">The title's id, 1 to 128 bytes of UTF-8.</param>
    /// <param name="title">A packed title (<see cref="TitleWriter"/>).</param>
    /// <param name="cancellation">Ends the waiting, not the change.</param>
    /// <exception cref="InvalidValueException">The bytes are no title.</exception>
    public ValueTask PutTitleAsync(ReadOnlySpan<byte> id, ReadOnlySpan<byte> title, CancellationToken cancellation = default) =>
        WriteAsync(new Change(ChangeKind.PutTitle, id, title), cancellation);

    /// <summary>Takes a title away.</summary>
    public ValueTask DeleteTitleAsync(ReadOnlySpan<byte> id, CancellationToken cancellation = default) =>
        WriteAsync(new Change(ChangeKind.DeleteTitle, id, []), cancellation);

    /// <summary>Waits until all changes up to a position are on disk.</summary>
    /// <exception cref="StoreException">The disk has failed; what lies before the position is not acknowledged.</exception>
    public ValueTask WaitForDurableAsync(long position, CancellationToken cancellation = default) => _journal.WaitForDurableAsync(position, cancellation);

    /// <summary>Takes a checkpoint now, so that a restart has little to replay.</summary>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand, and nothing acknowledged is lost.</exception>
    public Task CheckpointAsync(CancellationToken cancellation = default) => _checkpoints.TakeAsync(cancellation);

    /// <summary>Copies the data folder while it serves: what was acknowledged before the call is in the copy, and some of what came after it.</summary>
    /// <param name="folder">Where the copy goes; absent or empty. It bears its name once it is whole and on disk.</param>
    /// <param name="cancellation">Gives up; nothing stays.</param>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    /// <exception cref="StoreException">The disk has failed.</exception>
    public Task BackupAsync(string folder, CancellationToken cancellation = default) =>
        AloneAsync(() => _checkpoints.TakeAndAsync(() => Task.Run(() => Copy(folder, cancellation), cancellation), cancellation), cancellation);

    /// <summary>Takes what was deleted or replaced before the call off the disk: off the stores', and off the journal's but for what <see cref="DataStoreOptions.RetainedJournalBytes"/> keeps.</summary>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand.</exception>
    /// <remarks>Serves meanwhile. Needs as much free space as the live values take. One compaction or backup runs at a time: others wait.</remarks>
    public Task CompactAsync(CancellationToken cancellation = default) => CompactAsync(rest: null, cancellation);

    /// <inheritdoc cref="CompactAsync(CancellationToken)"/>
    /// <param name="rest">Called very often, by one thread at a time, while nothing is held that others need: may wait, so that the work leaves a processor to them.</param>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    public Task CompactAsync(Action? rest, CancellationToken cancellation) =>
        AloneAsync(
            async () =>
            {
                await _journal.FillFileAsync(Change.Padding(), cancellation);   // whole files leave, and the one that is written has who was deleted just now
                await _members.CompactAsync(() => _checkpoints.TakeAsync(CancellationToken.None), rest, cancellation);
                await _titles.CompactAsync(() => _checkpoints.TakeAsync(CancellationToken.None), rest, cancellation);
            },
            cancellation);

    /// <summary>Makes a data folder out of a copy that <see cref="BackupAsync"/> made, which stays as it is.</summary>
    /// <param name="backup">The copy.</param>
    /// <param name="folder">The data folder; absent or empty.</param>
    /// <exception cref="IOException">The copy is not there, the folder is not empty, or cannot be written.</exception>
    public static void Restore(string backup, string folder)
    {
        if (!Directory.Exists(Path.Combine(backup, DataParts.JournalName))) throw new IOException($"'{backup}' is no backup of a data folder: it has no '{DataParts.JournalName}'");
        using var copy = new FolderCopy(folder);
        copy.Add(backup, "", CancellationToken.None);
        copy.Commit();
    }

    /// <summary>Takes a last checkpoint and closes everything. Where that checkpoint fails, the next start replays the journal instead.</summary>
    public async ValueTask DisposeAsync()
    {
        await _checkpoints.StopAsync();
        try
        {
            if (_journal.Tail != _checkpoints.Position) await _checkpoints.TakeAsync(CancellationToken.None);
        }
        catch (StoreException)
        {
            // CheckpointFailure says so; what was acknowledged is in the journal.
        }

        _checkpoints.Dispose();
        _upkeep.Dispose();
        _members.Dispose();
        _titles.Dispose();
        _journal.Dispose();
        _folder.Dispose();
    }

    /// <summary>No checkpoint is taken meanwhile. What the stores write after the last one is cut off when the copy is opened, and the journal, copied last, has it.</summary>
    private void Copy(string folder, CancellationToken cancellation)
    {
        using var copy = new FolderCopy(folder);
        foreach (var store in (string[])[DataParts.MembersName, DataParts.TitlesName]) copy.Add(Path.Combine(_folder.FolderPath, store), store, cancellation);
        _journal.CopyTo(copy.PathOf(DataParts.JournalName));
        copy.Commit();
    }

    private async Task AloneAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _upkeep.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _upkeep.Release();
        }
    }

    private ValueTask WriteAsync(Change change, CancellationToken cancellation) => _journal.WaitForDurableAsync(_writer.Write(change), cancellation);
}
