using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Recommender.Storage.Journaling;

namespace Recommender.StoreFigures.Durable;

/// <summary>A journal with callers who each wait for one event to be on disk before the next; and a file of the same disk that is flushed.</summary>
internal sealed class TimedJournal : IDisposable
{
    public const int EventBytes = 120;
    public const int BlockBytes = 4_096;

    private readonly Journal _journal;
    private readonly SafeFileHandle _file;
    private readonly byte[] _block = new byte[BlockBytes];
    private long _fileEnd;
    private long _appended;

    public TimedJournal(WorkFolder folder)
    {
        _journal = Journal.Open(new JournalOptions { Folder = folder.Of("journal") });
        _file = File.OpenHandle(folder.Of("flushed"), FileMode.Create, FileAccess.ReadWrite);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _file.Dispose();
    }

    /// <summary>Times of flushes, each of one block appended to a file.</summary>
    public Percentiles Flush(int times)
    {
        var ticks = new long[times];
        foreach (ref var time in ticks.AsSpan())
        {
            RandomAccess.Write(_file, _block, _fileEnd);
            _fileEnd += _block.Length;
            var began = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(_file);
            time = Stopwatch.GetTimestamp() - began;
        }

        return Percentiles.Of(ticks);
    }

    /// <summary>Times of acknowledgements, and events per second.</summary>
    public (Percentiles Times, double Rate) Append(int callers, int each)
    {
        var ticks = new long[callers * each];
        var began = Stopwatch.GetTimestamp();
        var calling = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(ticks.AsMemory(caller * each, each)))));
        ((IAsyncResult)calling).AsyncWaitHandle.WaitOne();   // a part is no task: nothing else of the run goes on meanwhile
        var all = Stopwatch.GetElapsedTime(began);
        if (calling.Exception is { } failure) throw failure.InnerExceptions[0];
        _appended += ticks.Length;
        return (Percentiles.Of(ticks), ticks.Length / all.TotalSeconds);
    }

    /// <summary>Events per second of reading everything back.</summary>
    public double Replay()
    {
        var counter = default(Counter);
        var began = Stopwatch.GetTimestamp();
        _journal.Replay(_journal.Begin, ref counter);
        var all = Stopwatch.GetElapsedTime(began);
        if (counter.Events != _appended || counter.Wrong != 0) throw new InvalidDataException($"{counter.Events} events, {counter.Wrong} of them wrong; {_appended} were appended");
        return counter.Events / all.TotalSeconds;
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
