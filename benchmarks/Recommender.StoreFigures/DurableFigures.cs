using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Journaling;

namespace Recommender.StoreFigures;

/// <summary>
/// The journal: events per second that are on disk, with callers who each wait for one before the next, beside one flush of the
/// same disk, in turns; and the speed of reading them back.
/// </summary>
internal sealed class DurableFigures : IDisposable
{
    private const int EventBytes = 120;
    private const int Flushes = 200;

    private readonly string _folder;
    private readonly Journal _journal;
    private readonly SafeFileHandle _file;
    private readonly byte[] _block = new byte[4_096];
    private long _fileEnd;
    private long _appended;

    public DurableFigures(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _journal = Journal.Open(new JournalOptions { Folder = Path.Combine(_folder, "journal") });
        _file = File.OpenHandle(Path.Combine(_folder, "flushed"), FileMode.Create, FileAccess.ReadWrite);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _file.Dispose();
    }

    /// <summary>Ticks of each flush of 4 KB appended to a file.</summary>
    public long[] Flush()
    {
        var ticks = new long[Flushes];
        for (var i = 0; i < Flushes; i++)
        {
            RandomAccess.Write(_file, _block, _fileEnd);
            _fileEnd += _block.Length;
            var began = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(_file);
            ticks[i] = Stopwatch.GetTimestamp() - began;
        }

        return ticks;
    }

    /// <summary>Ticks of each acknowledgement, and the time of all.</summary>
    public async Task<(long[] Ticks, TimeSpan All)> AppendAsync(int callers, int each)
    {
        var ticks = new long[callers * each];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(ticks.AsMemory(caller * each, each)))));
        _appended += ticks.Length;
        return (ticks, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Time of reading everything back.</summary>
    public (long Events, TimeSpan All) Replay()
    {
        var counter = default(Counter);
        var began = Stopwatch.GetTimestamp();
        _journal.Replay(_journal.Begin, ref counter);
        var all = Stopwatch.GetElapsedTime(began);
        if (counter.Events != _appended || counter.Wrong != 0) throw new InvalidDataException($"{counter.Events} events, {counter.Wrong} of them wrong, not {_appended}");
        return (counter.Events, all);
    }

    private async Task CallAsync(Memory<long> ticks)
    {
        var record = new byte[EventBytes];
        for (var i = 0; i < ticks.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record, i);
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(EventBytes - sizeof(int)), ~i);
            var began = Stopwatch.GetTimestamp();
            var position = await _journal.AppendAsync(record);
            ticks.Span[i] = Stopwatch.GetTimestamp() - began;
            if (_journal.Durable < position) throw new InvalidDataException($"acknowledged at {position}, durable to {_journal.Durable}");
        }
    }

    private struct Counter : IJournalVisitor
    {
        public long Events;
        public long Wrong;

        public void Visit(ReadOnlySpan<byte> record, long position, long next)
        {
            Events++;
            if (record.Length != EventBytes || BinaryPrimitives.ReadInt32LittleEndian(record) != ~BinaryPrimitives.ReadInt32LittleEndian(record[^sizeof(int)..])) Wrong++;
        }
    }
}
