using System.Buffers;
using System.Numerics;
using System.Runtime.ExceptionServices;
using FASTER.core;
using Recommender.Storage.Devices;
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

    private const long Unknown = long.MinValue;

    private readonly StoreOptions _options;
    private readonly ILogDevice _logDevice;
    private readonly FailStopDevice _log;
    private readonly CheckpointFiles _checkpointFiles;
    private readonly CheckpointManager _checkpointManager;
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly SessionPool _sessions;
    private readonly KeyLocks _locks;
    private readonly KeyCount _keys = new();
    private readonly ArrayPool<byte> _buffers;
    private readonly Maintenance _maintenance = new();
    private FasterIndex? _index;
    private ColdRecords? _records;
    private ColdReads? _coldReads;

    private KeyValueStore(StoreOptions options, StoreDevices devices)
    {
        var plan = MemoryPlan.For(options);
        _options = options;
        _locks = new KeyLocks(plan.IndexBuckets);
        _logDevice = devices.Log(LogName(options));
        _log = new FailStopDevice(_logDevice);
        _checkpointFiles = new CheckpointFiles(CheckpointFolder(options), devices.CheckpointFile);
        _checkpointManager = new CheckpointManager(_checkpointFiles, CheckpointFolder(options));
        _store = new FasterKV<SpanByte, SpanByte>(
            plan.IndexBuckets,
            new LogSettings
            {
                LogDevice = _log,
                PageSizeBits = plan.PageBits,
                MemorySizeBits = plan.MemoryBits,
                SegmentSizeBits = plan.SegmentBits,
            },
            new CheckpointSettings { CheckpointManager = _checkpointManager },
            variableLengthStructSettings: new VariableLengthStructSettings<SpanByte, SpanByte>
            {
                keyLength = default(SpanByteVarLenStruct),
                valueLength = new ValueLengths(options.TypicalValueBytes),
            },
            concurrencyControlMode: ConcurrencyControlMode.RecordIsolation);
        _store.Log.SetEmptyPageCount(plan.EmptyPages);
        _sessions = new SessionPool(() => _store.For(new RecordFunctions(_keys)).NewSession<RecordFunctions>());
        _buffers = ArrayPool<byte>.Create(Math.Max(1, options.MaxValueBytes), 4 * Environment.ProcessorCount);   // never trimmed, unlike the shared one
        Checkpoints = new Checkpointing(_store, new VersionSwitch(_store, _sessions, _locks), _log, _logDevice, _checkpointFiles, _checkpointManager, _keys, new CheckpointList(CheckpointFolder(options), plan.Layout));
    }

    /// <summary>Takes checkpoints.</summary>
    public Checkpointing Checkpoints { get; }

    /// <summary>Keys that have a value: exact between operations. Costs nothing.</summary>
    public long Count => _keys.Now;

    /// <summary>Bytes of the log that a compaction could not give back.</summary>
    public long LogBytes => _store.Log.TailAddress - _store.Log.BeginAddress;

    /// <summary>Bytes of the log in memory.</summary>
    public long MemoryBytes => _store.Log.MemorySizeBytes;

    /// <summary>Opens the store of a folder as its newest whole checkpoint left it, or an empty one where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be written, or no checkpoint of those listed opens.</exception>
    public static KeyValueStore Open(StoreOptions options) => Open(options, StoreDevices.Mapped);

    /// <summary>Opens the store on other devices.</summary>
    public static KeyValueStore Open(StoreOptions options, StoreDevices devices)
    {
        Folder.MakeWritable(options.Folder);
        Folder.MakeWritable(CheckpointFolder(options));
        options = options with { Layout = new CheckpointList(CheckpointFolder(options)).ReadLayout() };
        var store = Recovery.Open(new CheckpointList(CheckpointFolder(options), MemoryPlan.For(options).Layout), () => new KeyValueStore(options, devices));
        store.Checkpoints.RemoveUnlisted();
        store.LookIntoIndex(readsByFaster: devices.ReadsByFaster);
        store.CountWhereUnknown();
        return store;
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
            begin = _store.Log.BeginAddress;
            found = TryReadOnce(key, ref reader, out address);
        }
        while (!found && _store.Log.BeginAddress != begin);

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
                : TryReadByFaster(ref lookedUp, ref reader, out address);
        }
    }

    /// <summary>Gives a key a value, in place of any that it had.</summary>
    /// <exception cref="StoreException">The disk failed earlier, or does not say whether the key has a value; nothing was written.</exception>
    /// <remarks>Looks the key up first, for <see cref="Count"/>: a key on the device costs a read of the device.</remarks>
    public void Upsert(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        CheckKey(key);
        if (value.Length > _options.MaxValueBytes) throw new ArgumentException($"the value has {value.Length} bytes; allowed 0..{_options.MaxValueBytes}", nameof(value));
        ThrowIfBroken();
        lock (_locks.Of(key)) Write(key, value, isNewKey: !Contains(key));
        ThrowIfBroken();
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
        ThrowIfBroken();
        var buffer = _buffers.Rent(_options.MaxValueBytes);
        try
        {
            lock (_locks.Of(key))
            {
                var update = new ValueUpdate<TUpdater>(updater, buffer.AsSpan(0, _options.MaxValueBytes));
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

        ThrowIfBroken();
    }

    /// <summary>Takes a key's value away; its bytes leave the disk with the next compaction.</summary>
    /// <returns>Whether it had one.</returns>
    /// <exception cref="StoreException">The disk failed earlier, or does not say whether the key has a value; nothing was written.</exception>
    public bool Delete(ReadOnlySpan<byte> key)
    {
        CheckKey(key);
        ThrowIfBroken();
        lock (_locks.Of(key))
        {
            if (!Contains(key)) return false;
            Remove(key);
        }

        ThrowIfBroken();
        return true;
    }

    /// <inheritdoc cref="KeyScan"/>
    /// <param name="visitor">Called for each; changes that it makes to itself come back.</param>
    /// <param name="cancellation">Ends the scan.</param>
    /// <exception cref="StoreException">The disk failed.</exception>
    /// <remarks>Reads the whole log. One scan, compaction or backup runs at a time: others wait.</remarks>
    public void Scan<TVisitor>(scoped ref TVisitor visitor, CancellationToken cancellation = default)
        where TVisitor : struct, IEntryVisitor, allows ref struct =>
        _maintenance.Scan(this, ref visitor, cancellation);

    /// <inheritdoc cref="Compaction"/>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    public Task CompactAsync(CancellationToken cancellation = default) =>
        CompactAsync(() => Checkpoints.TakeAsync(CancellationToken.None), cancellation);

    /// <inheritdoc cref="Compaction"/>
    /// <param name="takeCheckpoint">Takes a checkpoint of this store, for an owner that writes something down with each.</param>
    /// <param name="cancellation">Heeded until all is moved; nothing is lost by it.</param>
    /// <returns>When no file has anything of what was deleted or replaced before the call.</returns>
    /// <exception cref="StoreException">The disk failed; the checkpoints before stand.</exception>
    /// <remarks>Serves meanwhile. Needs as much free space as the live values take. One scan, compaction or backup runs at a time: others wait.</remarks>
    public Task CompactAsync(Func<Task> takeCheckpoint, CancellationToken cancellation = default) =>
        _maintenance.RunAsync(() => Compaction.RunAsync(this, takeCheckpoint, cancellation), cancellation);

    public void Dispose()
    {
        _maintenance.Dispose();
        Checkpoints.Dispose();
        _sessions.Dispose();
        _store.Dispose();
        _checkpointManager.Dispose();
        _log.Dispose();
    }

    /// <summary>Takes away what was written after the newest checkpoint. Only for a store that nobody uses yet.</summary>
    /// <exception cref="StoreException">The checkpoint's part of the log is not there.</exception>
    internal void RestoreLog(CheckpointEntry newest)
    {
        CheckExtent(newest.Begin, newest.Tail - (newest.TailBytes?.Length ?? 0));   // the rest is in the list, and an earlier recovery may have ended after it cut the log
        _logDevice.Restore(newest.Tail, newest.TailBytes);
    }

    /// <summary>Removes what no listed checkpoint needs.</summary>
    internal void RemoveBefore(long address) => _logDevice.RemoveBefore(address);

    /// <summary>Brings the store to where a checkpoint left it. Only for one that nobody uses yet.</summary>
    internal void RecoverTo(CheckpointEntry checkpoint)
    {
        foreach (var file in checkpoint.Files) file.Check(CheckpointFolder(_options));
        CheckExtent(checkpoint.Begin, checkpoint.Tail);
        try
        {
            _store.Recover(checkpoint.Token);
        }
        catch (FasterException failure) when (_log.FailedReads > 0)
        {
            throw Unreadable(checkpoint, failure);   // FASTER knows that a read failed, not where
        }

        if (_log.FailedReads > 0) throw Unreadable(checkpoint, failure: null);
        _keys.Begin(checkpoint.Keys ?? Unknown);
    }

    /// <summary>Makes the checkpoint that the store was recovered to its newest.</summary>
    internal void FallBackTo(CheckpointEntry checkpoint)
    {
        _log.FlushToDisk();
        _logDevice.Keep(checkpoint.Begin, checkpoint.Tail);
    }

    /// <summary>Gives the log checksums, which version 1 of the list of checkpoints did not have.</summary>
    /// <returns>The checkpoints as a newer version lists them.</returns>
    internal IReadOnlyList<CheckpointEntry> AddSums(IReadOnlyList<CheckpointEntry> listed)
    {
        LogExtent.Check(LogName(_options), listed[0].Begin, listed[0].Tail, MemoryPlan.For(_options).SegmentBits);
        _logDevice.AddSums(listed.Min(static entry => entry.Begin), listed[0].Tail);
        var complete = listed.Select(entry => entry with { TailBytes = _logDevice.Keep(entry.Begin, entry.Tail) }).ToList();
        _logDevice.FlushToDisk();
        return complete;
    }

    /// <summary>Only for a store that has been recovered: until then FASTER moves its index.</summary>
    private void LookIntoIndex(bool readsByFaster)
    {
        _index = FasterIndex.Of(_store);
        _records = new ColdRecords(_logDevice, _options, MemoryPlan.For(_options).SegmentBits);
        if (!readsByFaster) _coldReads = new ColdReads(_store, _index, _records, _log);
    }

    /// <summary>Removes what was written without a checkpoint: nobody was told that it is durable.</summary>
    internal void Clear()
    {
        for (var segment = _log.StartSegment; segment <= _log.EndSegment; segment++) _log.RemoveSegment(segment);
    }

    /// <summary>Counts by a scan what version 1 of the list of checkpoints did not say.</summary>
    private void CountWhereUnknown()
    {
        if (_keys.Now != Unknown) return;
        var counter = default(Counter);
        Scan(ref counter);
        _keys.Begin(counter.Keys);
    }

    private StoreException Unreadable(CheckpointEntry checkpoint, Exception? failure) => new($"checkpoint {checkpoint.Token:N} cannot be read: {_log.LastFault}", failure);

    private void CheckExtent(long begin, long tail)
    {
        var segmentBits = MemoryPlan.For(_options).SegmentBits;
        LogExtent.Check(LogName(_options), begin, tail, segmentBits);
        if (tail <= begin) return;
        LogExtent.Check(
            ChecksummedDevice.SumsName(LogName(_options)),
            begin / ChecksummedDevice.BytesPerByteOfSums,
            (tail + ChecksummedDevice.BytesPerByteOfSums - 1) / ChecksummedDevice.BytesPerByteOfSums,
            segmentBits - BitOperations.Log2(ChecksummedDevice.BytesPerByteOfSums));
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
                if (change.Bytes < 0 || change.Bytes > _options.MaxValueBytes) throw new InvalidOperationException($"the updater wrote {change.Bytes} bytes; allowed 0..{_options.MaxValueBytes}");
                Write(key, buffer.AsSpan(0, change.Bytes), isNewKey: !exists);
                break;
            case ValueChangeKind.Delete when exists:
                Remove(key);
                break;
        }
    }

    /// <summary>The lock under which a key is written.</summary>
    internal Lock LockOf(ReadOnlySpan<byte> key) => _locks.Of(key);

    /// <summary>Writes under the key's lock.</summary>
    internal void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isNewKey)
    {
        var session = _sessions.Rent();
        var input = default(SpanByte);
        var visit = ValueVisit.OfWrite(isNewKey);
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            var upserted = SpanByte.FromPointer(keyBytes, key.Length);
            var written = SpanByte.FromPointer(valueBytes, value.Length);
            session.Upsert(ref upserted, ref input, ref written, ref visit);
        }

        _sessions.Return(session);
    }

    /// <summary>Deletes under the key's lock, a key that has a value.</summary>
    private void Remove(ReadOnlySpan<byte> key)
    {
        var session = _sessions.Rent();
        fixed (byte* bytes = key)
        {
            var deleted = SpanByte.FromPointer(bytes, key.Length);
            session.Delete(ref deleted);
        }

        _sessions.Return(session);
    }

    private static string LogName(StoreOptions options) => Path.Combine(options.Folder, "log");

    private static string CheckpointFolder(StoreOptions options) => Path.Combine(options.Folder, "checkpoints");

    private static void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length is 0 or > MaxKeyBytes) throw new ArgumentException($"the key has {key.Length} bytes; allowed 1..{MaxKeyBytes}", nameof(key));
    }

    /// <summary>Reads what is in memory, and what a chain leads to from there.</summary>
    private bool TryReadByFaster<TReader>(ref SpanByte lookedUp, scoped ref TReader reader, out long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        var call = new ValueVisit.Call<TReader> { Reader = reader };
        var visit = ValueVisit.Of(ref call);
        var completion = default(ColdCompletion);
        var input = default(SpanByte);
        var failedBefore = _log.FailedReads;   // before FASTER reads: a device that calls back inline has read when it returns
        var session = _sessions.Rent();
        var status = session.Read(ref lookedUp, ref input, ref visit, (nint)(&completion));
        if (status.IsPending) status = ReadCold(session, &completion, failedBefore);
        _sessions.Return(session);
        reader = call.Reader;
        address = call.Address;
        if (call.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        return status.Found;
    }

    /// <summary>With a device that calls back inline the read is complete already and this only fetches it.</summary>
    private Status ReadCold(ClientSession<SpanByte, SpanByte, SpanByte, ValueVisit, nint, RecordFunctions> session, ColdCompletion* completion, long failedBefore)
    {
        var waiting = default(SpinWait);
        while (true)
        {
            session.CompletePending(wait: false);
            if (completion->IsDone) break;
            waiting.SpinOnce(sleep1Threshold: -1);
        }

        if (_log.FailedReads != failedBefore || _log.Broken is not null) ThrowUnreadable();
        return completion->Status;
    }

    private void ThrowUnreadable() =>
        throw new StoreException($"a value on the device cannot be read: {_log.Broken ?? _log.LastFault}");

    /// <summary>What the log holds now, to be walked through while writers go on.</summary>
    /// <exception cref="StoreException">The disk failed.</exception>
    internal LogSnapshot TakeSnapshot()
    {
        Freeze();   // so that little is left to be frozen while writers wait
        var (until, keys) = FreezeAlone();
        var begin = _store.Log.BeginAddress;
        var heads = _index!.Heads(begin);
        Freeze();   // some of them may have come since
        return new LogSnapshot(_options.Folder, _records!, heads, begin, until, keys);
    }

    /// <summary>Freezes the log at a moment when nobody writes: what lies before its end is of the index then, and of the count.</summary>
    private (long Until, long Keys) FreezeAlone()
    {
        _locks.EnterAll();
        try
        {
            var tail = _store.Log.TailAddress;
            _store.Log.ShiftReadOnlyAddress(tail, wait: false);
            return (tail, _keys.Now);
        }
        finally
        {
            _locks.ExitAll();
        }
    }

    /// <summary>Makes all that is in the log unchangeable, and has FASTER hand it to the device.</summary>
    private void Freeze()
    {
        _store.Log.ShiftReadOnlyAddress(_store.Log.TailAddress, wait: true);
        ThrowIfBroken();
    }

    /// <summary>Whether a record is the newest of all that share its place in the index.</summary>
    internal bool IsNewestOfChain(ReadOnlySpan<byte> key, long address)
    {
        fixed (byte* bytes = key)
        {
            var hashed = SpanByte.FromPointer(bytes, key.Length);
            return _index!.Find(SpanByteComparer.StaticGetHashCode64(ref hashed)) == address;
        }
    }

    /// <summary>Whether a record has its key's value. Under the key's lock it is so until the lock ends.</summary>
    internal bool IsNewest(ReadOnlySpan<byte> key, long address)
    {
        var nothing = default(NoReader);
        return IsNewestOfChain(key, address) || (TryRead(key, ref nothing, out var newest) && newest == address);
    }

    /// <summary>Bytes of a page of the log, which no record crosses.</summary>
    internal long PageBytes => 1L << MemoryPlan.For(_options).PageBits;

    /// <summary>Checks that the disk has room for so many bytes of the log, their checksums and one more checkpoint.</summary>
    /// <exception cref="StoreException">It has not.</exception>
    internal void CheckFreeSpace(long logBytes)
    {
        var plan = MemoryPlan.For(_options);
        var needed = logBytes + (logBytes / ChecksummedDevice.BytesPerByteOfSums) + plan.IndexBytes + (2 * PageBytes);
        var free = new DriveInfo(_options.Folder).AvailableFreeSpace;
        if (free < needed) throw new StoreException($"a compaction of '{_options.Folder}' needs {needed} bytes of free space, and {free} are available: nothing was changed");
    }

    /// <summary>Forgets the log before an address; the files keep it until the checkpoints that need it are off the list.</summary>
    internal void ShiftBegin(long address) => _store.Log.ShiftBeginAddress(address);

    /// <summary>Rents a buffer for a value.</summary>
    internal byte[] RentBuffer() => _buffers.Rent(_options.MaxValueBytes);

    internal void ReturnBuffer(byte[] buffer) => _buffers.Return(buffer);

    internal void ThrowIfBroken()
    {
        if (_log.Broken is { } fault) throw new StoreException($"the store takes no more writes: {fault}");
    }

    private struct Counter : IEntryVisitor
    {
        public long Keys;

        public bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            Keys++;
            return true;
        }
    }
}
