using System.Buffers;
using FASTER.core;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Store;

/// <summary>
/// Byte strings by byte strings: FASTER's hybrid log over memory-mapped files. Reads complete on the calling thread, hot or
/// cold. What is written is visible at once and durable with the next checkpoint: an owner that acknowledges earlier keeps a
/// journal beside it.
/// </summary>
/// <remarks>
/// Safe from many threads. A read sees one whole value. Recovery goes back to exactly one checkpoint: the newest that opens.
/// Once the disk has failed a write, hot values are still read and everything else throws.
/// </remarks>
internal sealed unsafe class KeyValueStore : IDisposable
{
    /// <summary>Most bytes of a key.</summary>
    public const int MaxKeyBytes = 512;

    private readonly FasterReads _fasterReads;
    private readonly ColdReads? _coldReads;
    private readonly ArrayPool<byte> _buffers;
    private readonly Maintenance _maintenance;

    private KeyValueStore(StoreParts recovered, bool readsByFaster)
    {
        Parts = recovered;
        _fasterReads = new FasterReads(recovered.Sessions, recovered.Log);
        _coldReads = readsByFaster ? null : new ColdReads(recovered.Faster, recovered.Index, recovered.Records, recovered.Log);
        _buffers = ArrayPool<byte>.Create(Math.Max(1, recovered.Options.MaxValueBytes), 4 * Environment.ProcessorCount);   // never trimmed, unlike the shared one
        _maintenance = new Maintenance(this);
    }

    /// <summary>What the store consists of.</summary>
    internal StoreParts Parts { get; }

    /// <summary>Takes checkpoints.</summary>
    public Checkpointing Checkpoints => Parts.Checkpoints;

    /// <summary>Keys that have a value: exact between operations. Costs nothing.</summary>
    public long Count => Parts.Keys.Now;

    /// <summary>Bytes of the log that a compaction could not give back.</summary>
    public long LogBytes => Parts.Faster.Log.TailAddress - Parts.Faster.Log.BeginAddress;

    /// <summary>Bytes of the log in memory.</summary>
    public long MemoryBytes => Parts.Faster.Log.MemorySizeBytes;

    /// <summary>Opens the store of a folder as its newest whole checkpoint left it, or an empty one where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be written, or no checkpoint of those listed opens.</exception>
    public static KeyValueStore Open(StoreOptions options) => Open(options, StoreDevices.Mapped);

    /// <summary>Opens the store on other devices.</summary>
    public static KeyValueStore Open(StoreOptions options, StoreDevices devices)
    {
        var checkpoints = StoreParts.CheckpointFolderOf(options);
        Folder.MakeWritable(options.Folder);
        Folder.MakeWritable(checkpoints);
        options = options with { Layout = new CheckpointList(checkpoints).ReadLayout() };
        var recovered = Recovery.Open(new CheckpointList(checkpoints, MemoryPlan.For(options).Layout), () => new StoreParts(options, devices));
        recovered.Checkpoints.RemoveUnlisted();
        return new KeyValueStore(recovered, devices.ReadsByFaster);
    }

    /// <summary>Hands the value of a key to a reader.</summary>
    /// <param name="key">1 to <see cref="MaxKeyBytes"/> bytes.</param>
    /// <param name="reader">Called once if there is a value; changes that it makes to itself come back.</param>
    /// <returns>Whether the key has a value.</returns>
    /// <exception cref="StoreException">The value is on the device, which cannot be read.</exception>
    /// <remarks>Waits for nobody. The reader must not wait for a writer: a checkpoint begins when all reads under way are done, and writers wait for that.</remarks>
    public bool TryRead<TReader>(scoped ReadOnlySpan<byte> key, scoped ref TReader reader)
        where TReader : struct, IValueReader, allows ref struct =>
        TryRead(key, ref reader, out _);

    /// <summary>Reads, and says where in the log the value lay: of a value that was replaced while it was read from the device, the old one's.</summary>
    internal bool TryRead<TReader>(scoped ReadOnlySpan<byte> key, scoped ref TReader reader, out long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        // FASTER takes for absent what lay before the beginning that a compaction shifts under the read: by then it lies elsewhere.
        long begin;
        bool found;
        do
        {
            begin = Parts.Faster.Log.BeginAddress;
            found = TryReadOnce(key, ref reader, out address);
        }
        while (!found && Parts.Faster.Log.BeginAddress != begin);

        return found;
    }

    private bool TryReadOnce<TReader>(scoped ReadOnlySpan<byte> key, scoped ref TReader reader, out long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        CheckKey(key);
        fixed (byte* bytes = key)
        {
            var lookedUp = SpanByte.FromPointer(bytes, key.Length);
            return _coldReads is { } cold && cold.TryRead(ref lookedUp, key, ref reader, out var found, out address)
                ? found
                : _fasterReads.TryRead(ref lookedUp, ref reader, out address);
        }
    }

    /// <summary>Gives a key a value, in place of any that it had.</summary>
    /// <exception cref="StoreException">The disk failed earlier, or does not say whether the key has a value; nothing was written.</exception>
    /// <remarks>Looks the key up first, for <see cref="Count"/>: a key on the device costs a read of the device.</remarks>
    public void Upsert(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        CheckKey(key);
        if (value.Length > Parts.Options.MaxValueBytes) throw new ArgumentException($"the value has {value.Length} bytes; allowed 0..{Parts.Options.MaxValueBytes}", nameof(value));
        Parts.ThrowIfBroken();
        lock (Parts.Locks.Of(key)) Write(key, value, isNewKey: !Contains(key));
        Parts.ThrowIfBroken();
    }

    /// <summary>Gives a key a value, for a caller who knows whether it has one, and keeps others from writing it since.</summary>
    /// <exception cref="StoreException">The disk failed earlier; nothing was written.</exception>
    public void Upsert(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isNewKey)
    {
        CheckKey(key);
        if (value.Length > Parts.Options.MaxValueBytes) throw new ArgumentException($"the value has {value.Length} bytes; allowed 0..{Parts.Options.MaxValueBytes}", nameof(value));
        Parts.ThrowIfBroken();
        lock (Parts.Locks.Of(key)) Write(key, value, isNewKey);
        Parts.ThrowIfBroken();
    }

    /// <summary>Changes a key's value by what it is: nobody writes the key in between.</summary>
    /// <param name="key">1 to <see cref="MaxKeyBytes"/> bytes.</param>
    /// <param name="updater">Called once; changes that it makes to itself come back. What it throws comes out, and nothing is written.</param>
    /// <exception cref="InvalidOperationException">The updater says that it wrote more bytes than there are.</exception>
    /// <exception cref="StoreException">The disk failed earlier, or the value on the device cannot be read; nothing was written.</exception>
    /// <remarks>One read and one write; allocates nothing when hot.</remarks>
    public void Update<TUpdater>(ReadOnlySpan<byte> key, scoped ref TUpdater updater)
        where TUpdater : struct, IValueUpdater, allows ref struct
    {
        CheckKey(key);
        Parts.ThrowIfBroken();
        var buffer = _buffers.Rent(Parts.Options.MaxValueBytes);
        try
        {
            lock (Parts.Locks.Of(key))
            {
                var update = new ValueUpdate<TUpdater>(updater, buffer.AsSpan(0, Parts.Options.MaxValueBytes));
                var exists = TryRead(key, ref update);
                if (!exists) update.ReadNothing();
                updater = update.Updater;
                Apply(update.Change, key, buffer, exists);
            }
        }
        finally
        {
            _buffers.Return(buffer);
        }

        Parts.ThrowIfBroken();
    }

    /// <summary>Takes a key's value away; its bytes leave the disk with the next compaction.</summary>
    /// <returns>Whether it had one.</returns>
    /// <exception cref="StoreException">The disk failed earlier, or does not say whether the key has a value; nothing was written.</exception>
    public bool Delete(ReadOnlySpan<byte> key)
    {
        CheckKey(key);
        Parts.ThrowIfBroken();
        lock (Parts.Locks.Of(key))
        {
            if (!Contains(key)) return false;
            Remove(key);
        }

        Parts.ThrowIfBroken();
        return true;
    }

    /// <inheritdoc cref="KeyScan"/>
    /// <param name="visitor">Called for each; changes that it makes to itself come back.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <exception cref="StoreException">The disk failed.</exception>
    /// <remarks>Reads the whole log. One scan, compaction or backup runs at a time: others wait.</remarks>
    public void Scan<TVisitor>(scoped ref TVisitor visitor, CancellationToken cancellation = default)
        where TVisitor : struct, IEntryVisitor, allows ref struct =>
        _maintenance.Scan(ref visitor, cancellation);

    /// <inheritdoc cref="Compaction"/>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    public Task CompactAsync(CancellationToken cancellation = default) =>
        CompactAsync(() => Checkpoints.TakeAsync(CancellationToken.None), rest: null, cancellation);

    /// <inheritdoc cref="Compaction"/>
    /// <param name="takeCheckpoint">Takes a checkpoint of this store, for an owner that writes something down with each.</param>
    /// <param name="rest">See <see cref="Pauses"/>; called on one thread.</param>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    /// <returns>When no file has anything of what was deleted or replaced before the call.</returns>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand.</exception>
    /// <remarks>Serves meanwhile. Needs as much free space as the live values take. One scan, compaction or backup runs at a time: others wait.</remarks>
    public Task CompactAsync(Func<Task> takeCheckpoint, Action? rest, CancellationToken cancellation = default) =>
        _maintenance.CompactAsync(takeCheckpoint, rest, cancellation);

    public void Dispose()
    {
        _maintenance.Dispose();
        Parts.Dispose();
    }

    private bool Contains(ReadOnlySpan<byte> key)
    {
        var nothing = default(NoReader);
        return TryRead(key, ref nothing);
    }

    private void Apply(ValueChange change, ReadOnlySpan<byte> key, byte[] buffer, bool exists)
    {
        switch (change.Kind)
        {
            case ValueChangeKind.Write:
                if (change.Bytes < 0 || change.Bytes > Parts.Options.MaxValueBytes) throw new InvalidOperationException($"the updater wrote {change.Bytes} bytes; allowed 0..{Parts.Options.MaxValueBytes}");
                Write(key, buffer.AsSpan(0, change.Bytes), isNewKey: !exists);
                break;
            case ValueChangeKind.Delete when exists:
                Remove(key);
                break;
        }
    }

    /// <summary>Writes under the key's lock.</summary>
    internal void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isNewKey)
    {
        var session = Parts.Sessions.Rent();
        var input = default(SpanByte);
        var visit = ValueVisit.OfWrite(isNewKey);
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            var upserted = SpanByte.FromPointer(keyBytes, key.Length);
            var written = SpanByte.FromPointer(valueBytes, value.Length);
            session.Upsert(ref upserted, ref input, ref written, ref visit);
        }

        Parts.Sessions.Return(session);
    }

    /// <summary>Deletes under the key's lock, a key that has a value.</summary>
    private void Remove(ReadOnlySpan<byte> key)
    {
        var session = Parts.Sessions.Rent();
        fixed (byte* bytes = key)
        {
            var deleted = SpanByte.FromPointer(bytes, key.Length);
            session.Delete(ref deleted);
        }

        Parts.Sessions.Return(session);
    }

    private static void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length is 0 or > MaxKeyBytes) throw new ArgumentException($"the key has {key.Length} bytes; allowed 1..{MaxKeyBytes}", nameof(key));
    }

    /// <summary>Whether a record has its key's value. Under the key's lock it is so until the lock ends.</summary>
    internal bool IsNewest(ReadOnlySpan<byte> key, long address)
    {
        var nothing = default(NoReader);
        return Parts.Index.Find(key) == address || (TryRead(key, ref nothing, out var newest) && newest == address);
    }

    /// <summary>Rents a buffer for a value.</summary>
    internal byte[] RentBuffer() => _buffers.Rent(Parts.Options.MaxValueBytes);

    internal void ReturnBuffer(byte[] buffer) => _buffers.Return(buffer);
}
