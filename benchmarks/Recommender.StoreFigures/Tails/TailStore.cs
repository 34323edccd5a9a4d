using System.Buffers.Binary;
using System.Diagnostics;
using Recommender.Storage.Store;

namespace Recommender.StoreFigures.Tails;

/// <summary>A store four times its memory budget, two threads that read from it, and what may go on beside them.</summary>
internal sealed class TailStore : IDisposable
{
    public const int ValueBytes = 1_024;
    public const int Readers = 2;
    private const int MostReads = 4 << 20;

    private readonly KeyValueStore _store;
    private readonly byte[] _value = new byte[ValueBytes];
    private readonly Random _random = new(20260101);
    private readonly long[][] _ticks = [.. Enumerable.Range(0, Readers).Select(static _ => GC.AllocateUninitializedArray<long>(MostReads))];
    private readonly int _members;
    private readonly int _hotMembers;

    public TailStore(KeyValueStore store, long memoryBytes)
    {
        _store = store;
        _hotMembers = (int)(memoryBytes / ValueBytes / 16);
        while (store.LogBytes < 4 * memoryBytes) Upsert(_members++);
        for (var i = 0; i < _hotMembers; i++) Upsert(i);
    }

    /// <summary>A member that is kept in memory by being written again and again.</summary>
    public int Hot(Random random) => random.Next(_hotMembers);

    /// <summary>One in ten of all members, most of them on the device.</summary>
    public int Mixed(Random random) => random.Next(10) == 0 ? random.Next(_members) : Hot(random);

    /// <summary>Times of reads with nothing beside them.</summary>
    public Task<Percentiles> QuietAsync(Func<Random, int> choose, TimeSpan time) =>
        ReadAsync(choose, readers =>
        {
            Record(readers, on: true);
            return Task.Delay(time);
        });

    /// <summary>Times of reads while checkpoints are taken; what is written between them, so that there is something to take, is not timed.</summary>
    public Task<Percentiles> DuringCheckpointsAsync(Func<Random, int> choose, TimeSpan time, int writesBetween) =>
        ReadAsync(choose, async readers =>
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < time;)
            {
                for (var i = 0; i < writesBetween; i++) Upsert(i % 2 == 0 ? Hot(_random) : _random.Next(_members));
                Record(readers, on: true);
                await _store.Checkpoints.TakeAsync();
                Record(readers, on: false);
            }
        });

    /// <summary>Times of reads while members are written at a steady rate, half of them hot ones.</summary>
    public Task<Percentiles> DuringWritesAsync(Func<Random, int> choose, TimeSpan time, int writesPerSecond) =>
        ReadAsync(choose, async readers =>
        {
            Record(readers, on: true);
            var began = Stopwatch.GetTimestamp();
            for (long written = 0; Stopwatch.GetElapsedTime(began) is var elapsed && elapsed < time;)
            {
                var due = (long)(elapsed.TotalSeconds * writesPerSecond);
                for (; written < due; written++) Upsert(written % 2 == 0 ? Hot(_random) : _random.Next(_members));
                await Task.Delay(1);
            }
        });

    public void Dispose() => _store.Dispose();

    private async Task<Percentiles> ReadAsync(Func<Random, int> choose, Func<ReaderThread[], Task> beside)
    {
        var readers = _ticks.Select((ticks, number) => new ReaderThread(_store, number, ticks, choose)).ToArray();
        await beside(readers);
        foreach (var reader in readers) reader.Stop();
        return Percentiles.Of([.. readers.Zip(_ticks).SelectMany(static pair => pair.Second.Take(pair.First.Count))]);
    }

    private static void Record(ReaderThread[] readers, bool on)
    {
        foreach (var reader in readers) reader.IsRecording = on;
    }

    private void Upsert(int member)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_value, member);
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(key, member);
        _store.Upsert(key, _value);
    }
}
