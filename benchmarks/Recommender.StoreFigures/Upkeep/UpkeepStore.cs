using System.Buffers.Binary;
using System.Diagnostics;
using Recommender.Storage.Store;

namespace Recommender.StoreFigures.Upkeep;

/// <summary>A store whose members are replaced, scanned and compacted, and a thread that writes beside what is measured.</summary>
internal sealed class UpkeepStore : IDisposable
{
    public const int ValueBytes = 530;

    private const int Replaced = 5;   // one in so many

    private readonly KeyValueStore _store;
    private readonly int _members;
    private readonly byte[] _value = new byte[ValueBytes];
    private readonly Random _random = new(20260101);

    public UpkeepStore(KeyValueStore store, int members)
    {
        (_store, _members) = (store, members);
        for (var member = 0; member < members; member++) Upsert(member, _value);
    }

    /// <summary>Replaces one member in five, drawn at random.</summary>
    public void Replace()
    {
        for (var i = 0; i < _members / Replaced; i++) Upsert(_random.Next(_members), _value);
    }

    /// <summary>Sees all members.</summary>
    /// <returns>The seconds that it took.</returns>
    public double Scan()
    {
        var counter = default(Counter);
        var began = Stopwatch.GetTimestamp();
        _store.Scan(ref counter);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return counter.Members == _members ? seconds : throw new InvalidDataException($"the scan saw {counter.Members} of {_members} members");
    }

    /// <summary>Compacts.</summary>
    /// <returns>The seconds that it took.</returns>
    public async Task<double> CompactAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await _store.CompactAsync();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return _store.LogBytes < 1.2 * _members * ValueBytes ? seconds : throw new InvalidDataException($"the compaction left {_store.LogBytes} bytes of log");
    }

    /// <summary>Proves what a compaction proves, alone.</summary>
    /// <returns>The seconds that it took.</returns>
    public double Prove()
    {
        var began = Stopwatch.GetTimestamp();
        Compaction.Prove(_store.Parts, until: 0, default);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>The longest that a writer, which never pauses, waits while something else is done.</summary>
    /// <returns>Microseconds.</returns>
    public async Task<double> LongestWriteAsync(Func<KeyValueStore, Task> beside)
    {
        using var stop = new CancellationTokenSource();
        using var writing = new SemaphoreSlim(0, 1);
        var writer = Task.Factory.StartNew(() => LongestWrite(writing, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await writing.WaitAsync();
        await beside(_store);
        await stop.CancelAsync();
        return await writer;
    }

    public void Dispose() => _store.Dispose();

    private double LongestWrite(SemaphoreSlim writing, CancellationToken stop)
    {
        var value = new byte[ValueBytes];
        var longest = 0L;
        for (var written = 0; !stop.IsCancellationRequested; written++)
        {
            var began = Stopwatch.GetTimestamp();
            Upsert(written % 1_000, value);
            var took = Stopwatch.GetTimestamp() - began;
            if (written == 1_000) writing.Release();
            if (written > 1_000) longest = Math.Max(longest, took);
        }

        return longest * 1e6 / Stopwatch.Frequency;
    }

    private void Upsert(int member, byte[] value)
    {
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(key, member);
        _store.Upsert(key, value);
    }

    private struct Counter : IEntryVisitor
    {
        public int Members;

        public bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            Members++;
            return true;
        }
    }
}
