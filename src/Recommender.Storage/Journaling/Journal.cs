using FASTER.core;
using Recommender.Numerics.Files;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Journaling;

/// <summary>
/// Records in the order in which they were appended: FASTER's log over memory-mapped files. A record is acknowledged when it
/// is on disk; those who wait at the same time share one flush.
/// </summary>
/// <remarks>
/// <para>Safe from many threads. Positions rise from record to record and mean the same after every restart, except those of
/// records that were not durable when the process or the machine ended: such a record is whole or gone, with all after it,
/// and its position is given again.</para>
/// <para>The first write or flush that fails is the last, a full disk included: nothing more is acknowledged, and every waiter
/// and later call gets a <see cref="StoreException"/> that names file and reason. Opened anew, once there is room, the journal
/// goes on after its last whole record.</para>
/// </remarks>
internal sealed class Journal : IDisposable
{
    private const int PagesInMemoryBits = 4;

    private readonly IDurableDevice _files;
    private readonly FailStopDevice _device;
    private readonly IDurableDevice _stateDevice;
    private readonly StateFile _state;
    private readonly JournalFiles _names;
    private readonly FasterLog _log;
    private readonly GroupCommit _commits;
    private readonly Lock _appending = new();
    private readonly Lock _dropping = new();
    private readonly int _maxRecordBytes;
    private long _tail;
    private long _handedOn;
    private bool _disposed;

    private Journal(JournalOptions options, Func<string, IDurableDevice> createDevice)
    {
        _names = new JournalFiles(options.Folder);
        _maxRecordBytes = options.MaxRecordBytes;
        _files = createDevice(_names.Records);
        _device = new FailStopDevice(_files);
        _stateDevice = createDevice(_names.State);
        _state = new StateFile(_stateDevice, _names.StateFile);
        try
        {
            ReadState(options);
            var geometry = _state.Current.Geometry;
            var end = new FoundEnd();
            _log = new FasterLog(new FasterLogSettings
            {
                LogDevice = _device,
                PageSize = geometry.PageBytes,
                MemorySize = (long)geometry.PageBytes << PagesInMemoryBits,
                SegmentSize = geometry.SegmentBytes,
                LogCommitManager = end,
                TryRecoverLatest = false,
            });
            var opening = new Opening(_files, _state, _names.Records);
            _tail = opening.FindTail();
            Remark = _state.Remark ?? opening.Remark;
            end.Set(_state.Current.Begin, _tail);
            Recover();
        }
        catch
        {
            Close();
            throw;
        }

        _commits = new GroupCommit(() => Tail, Commit, _state.Flush, options.CommitInterval, _tail);
    }

    /// <summary>Position of the oldest record kept.</summary>
    public long Begin => _state.Current.Begin;

    /// <summary>Position after the last record appended.</summary>
    public long Tail => Volatile.Read(ref _tail);

    /// <summary>Position up to which everything is on disk.</summary>
    public long Durable => _commits.Durable;

    /// <summary>What was repaired on opening, in words that name file and offset; null where nothing was.</summary>
    public string? Remark { get; }

    /// <summary>Opens the journal of a folder, or makes one where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="InvalidFileException">What was acknowledged is damaged or missing; nothing was changed.</exception>
    /// <exception cref="StoreException">The disk failed.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or an old journal's pages do not hold records so long.</exception>
    public static Journal Open(JournalOptions options) =>
        Open(options, static fileName => new MemoryMappedDevice(fileName, WriteDurability.OnFlush));

    /// <summary>Opens the journal on other devices.</summary>
    public static Journal Open(JournalOptions options, Func<string, IDurableDevice> createDevice)
    {
        Folder.MakeWritable(options.Folder);
        var journal = new Journal(options, createDevice);
        journal._commits.Start();
        return journal;
    }

    /// <summary>Appends a record, which becomes durable soon.</summary>
    /// <param name="record">At most <see cref="JournalOptions.MaxRecordBytes"/>; none is a record too.</param>
    /// <returns>The position after it. What one thread appends lies in that order.</returns>
    /// <exception cref="StoreException">The disk has failed; the record will never be acknowledged.</exception>
    /// <remarks>No allocation. Returns at once, or, when the disk is slower than the callers, when memory is free again.</remarks>
    public unsafe long Enqueue(ReadOnlySpan<byte> record)
    {
        if (record.Length > _maxRecordBytes) throw new ArgumentException($"the record has {record.Length} bytes; allowed 0..{_maxRecordBytes}", nameof(record));
        long next;
        fixed (byte* bytes = record)
        {
            lock (_appending)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                ThrowIfFailed();
                long position;
                var waiting = default(SpinWait);   // comes to sleep: the disk may take seconds, and others need the processor
                while (!_log.TryEnqueue(new FrameEntry(bytes, record.Length, &position, _tail, Durable), out position))
                {
                    ThrowIfFailed();
                    waiting.SpinOnce();
                }

                ThrowIfFailed();
                next = position + Frame.BytesFor(record.Length);
                Volatile.Write(ref _tail, next);
            }
        }

        _commits.Appended();
        return next;
    }

    /// <summary>Waits until a position that <see cref="Enqueue"/> gave is on disk.</summary>
    /// <exception cref="StoreException">The disk has failed: what lies before the position is not acknowledged.</exception>
    public ValueTask WaitForDurableAsync(long position, CancellationToken cancellation = default)
    {
        if (position > Tail) throw new ArgumentOutOfRangeException(nameof(position), position, $"nothing was appended there yet; the tail is {Tail}");
        return _commits.WaitAsync(position, cancellation);
    }

    /// <summary>Appends a record and waits until it is on disk. Cancelling ends the waiting, not the record.</summary>
    /// <returns>The position after it.</returns>
    /// <exception cref="StoreException">The disk has failed; the record is not acknowledged.</exception>
    public ValueTask<long> AppendAsync(ReadOnlySpan<byte> record, CancellationToken cancellation = default)
    {
        var position = Enqueue(record);
        return AfterAsync(WaitForDurableAsync(position, cancellation), position);
    }

    /// <summary>Hands the records from a position on to a visitor, up to what is durable when the call begins.</summary>
    /// <param name="from"><see cref="Begin"/>, or a position that an append or a visit gave, not before <see cref="Begin"/>.</param>
    /// <param name="visitor">Changes that it makes to itself come back.</param>
    /// <returns>The position after the last record visited.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is before the oldest record kept or after the last durable one.</exception>
    /// <exception cref="InvalidFileException">A record is damaged or missing; those before it were visited.</exception>
    /// <exception cref="StoreException">The disk cannot be read.</exception>
    public long Replay<TVisitor>(long from, scoped ref TVisitor visitor)
        where TVisitor : IJournalVisitor, allows ref struct
    {
        var (begin, until, geometry) = (Begin, Durable, _state.Current.Geometry);
        if (from < begin || from > until) throw new ArgumentOutOfRangeException(nameof(from), from, $"the journal has the positions {begin} to {until}");

        using var reader = new RecordReader(_files, geometry);
        reader.GoTo(from);
        while (reader.Position < until)
        {
            if (!reader.TryNext(out var position, out var found)) throw Opening.Damaged(_names.Records, geometry, position, "a record is damaged or missing");
            visitor.Visit(found.Record, position, reader.Position);
        }

        return until;
    }

    /// <summary>Fills the file that is written, so that what is appended after this lies in another, and all before can leave.</summary>
    /// <param name="padding">A record that readers pass over, appended as often as it takes; others may append meanwhile.</param>
    /// <param name="cancellation">Ends it; what was appended stays, and means nothing.</param>
    /// <exception cref="StoreException">The disk has failed.</exception>
    /// <remarks>One at a time, each when the one before is on disk: whoever appends meanwhile waits behind no more than that.</remarks>
    public async Task FillFileAsync(ReadOnlyMemory<byte> padding, CancellationToken cancellation = default)
    {
        var (geometry, tail) = (_state.Current.Geometry, Tail);
        if (tail == Geometry.First || geometry.OffsetInSegment(tail) == 0) return;   // nothing lies in it
        while (geometry.SegmentOf(Tail) == geometry.SegmentOf(tail)) await AppendAsync(padding.Span, cancellation);
    }

    /// <summary>Lets go of records before a position: whole files leave the disk, so some of them may stay.</summary>
    /// <exception cref="StoreException">The disk has failed.</exception>
    public void DropBefore(long position)
    {
        var geometry = _state.Current.Geometry;
        var first = geometry.SegmentOf(Math.Min(position, Durable));
        lock (_dropping)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ThrowIfFailed();
            var old = geometry.SegmentOf(Begin);
            if (first <= old) return;
            _state.WriteBegin(geometry.SegmentStart(first));   // first, or a crash would leave a journal that misses a file
            for (var segment = old; segment < first; segment++) _files.RemoveSegment(segment);
        }
    }

    /// <summary>Copies the journal to a folder, up to what is durable, while it goes on.</summary>
    /// <param name="folder">Made if absent; nothing of a journal is there. What is copied is on disk when this returns, but for the folder's own entry.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="StoreException">The disk has failed.</exception>
    public void CopyTo(string folder)
    {
        Folder.MakeWritable(folder);
        lock (_dropping)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ThrowIfFailed();
            _names.Copy(folder, _state.Current);
        }

        FolderFlush.Run(folder);
    }

    /// <summary>Makes durable what was appended and closes the files.</summary>
    public void Dispose()
    {
        lock (_appending)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _commits.Dispose();
        while (_log.CommittedUntilAddress < _handedOn) Thread.Yield();   // FASTER ends its commits on other threads, which need what is closed here
        lock (_dropping) Close();
    }

    private static async ValueTask<long> AfterAsync(ValueTask durable, long position)
    {
        await durable;
        return position;
    }

    private void ReadState(JournalOptions options)
    {
        _stateDevice.Initialize(segmentSize: -1);
        if (!_state.TryRead())
        {
            if (Directory.EnumerateFiles(options.Folder, Path.GetFileName(_names.Records) + ".*").Any())
                throw new InvalidFileException(_names.StateFile, 0, "the journal's state is missing, but not its records");
            _state.Create(new JournalState(Geometry.For(options), Geometry.First, Geometry.First));
        }

        var most = _state.Current.Geometry.MostRecordBytes;
        if (options.MaxRecordBytes > most)
            throw new ArgumentException($"the longest record is {options.MaxRecordBytes} bytes; the journal was made for at most {most}", nameof(options));
    }

    /// <summary>Lets FASTER go on where the journal was found to end.</summary>
    private void Recover()
    {
        if (_tail == Geometry.First) return;   // where it begins by itself
        try
        {
            _log.Recover();
        }
        catch (FasterException failure)
        {
            throw new StoreException($"the end of the journal '{_names.Records}' cannot be read: {_files.LastFault}", failure);
        }

        if (_log.TailAddress != _tail) throw new StoreException($"the journal '{_names.Records}' ends at {_tail}, and FASTER goes on at {_log.TailAddress}");
    }

    /// <summary>On the thread that commits: FASTER hands its pages to the device, then the device is flushed once, then it is written down.</summary>
    private void Commit(long until)
    {
        ThrowIfFailed();   // what could still be written would lie behind a hole
        _log.Commit();
        _handedOn = until;
        while (_log.FlushedUntilAddress < until) Thread.Yield();   // somebody is within an append
        _device.FlushToDisk();
        _state.WriteDurable(until);
    }

    private void ThrowIfFailed()
    {
        if (_commits.Failure is { } failure) throw new StoreException(failure.Message, failure);
        if (_device.Broken is { } fault) throw new StoreException($"the journal takes no more records: {fault}");
    }

    private void Close()
    {
        _log?.Dispose();
        _state.Dispose();
        _stateDevice.Dispose();
        _device.Dispose();
    }
}
