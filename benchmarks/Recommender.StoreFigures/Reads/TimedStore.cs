using System.Buffers.Binary;
using System.Diagnostics;
using Recommender.Storage.Store;

namespace Recommender.StoreFigures.Reads;

/// <summary>One store of members with portraits of 1 KB, four times its memory budget, and the time of single reads from it.</summary>
internal sealed class TimedStore : IDisposable
{
    public const int ValueBytes = 1_024;
    private const int HotMembers = 10_000;
    private const int CountedReads = 1_000;

    private readonly KeyValueStore _store;
    private readonly Random _random = new(20260101);
    private readonly byte[] _value = new byte[ValueBytes];
    private readonly int _members;

    public TimedStore(KeyValueStore store, long memoryBytes)
    {
        _store = store;
        while (store.LogBytes < 4 * memoryBytes) store.Upsert(BitConverter.GetBytes(_members), ValueOf(_members++));
    }

    public void Dispose() => _store.Dispose();

    /// <summary>Times of reads of members written last.</summary>
    public Percentiles Hot(int reads) => Time(reads, () => _members - 1 - _random.Next(Math.Min(HotMembers, _members / 16)));

    /// <summary>Times of reads of members long out of memory.</summary>
    public Percentiles Cold(int reads) => Time(reads, () => _random.Next(_members / 2));

    /// <summary>Bytes that one hot read allocates.</summary>
    public double AllocatedByHotRead() => Allocated(i => _members - 1 - i);

    /// <summary>Bytes that one cold read allocates on its own thread.</summary>
    public double AllocatedByColdRead() => Allocated(static i => i);

    private double Allocated(Func<int, int> choose)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)   // what happens once, such as a method compiled anew, is no read's
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < CountedReads; i++) Read(choose(i));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / CountedReads;
    }

    private Percentiles Time(int reads, Func<int> choose)
    {
        var ticks = new long[reads];
        for (var i = 0; i < reads; i++)
        {
            var member = choose();
            var began = Stopwatch.GetTimestamp();
            Read(member);
            ticks[i] = Stopwatch.GetTimestamp() - began;
            if (BinaryPrimitives.ReadInt32LittleEndian(_value) != member) throw new InvalidDataException($"member {member} has another's value");
        }

        return Percentiles.Of(ticks);
    }

    private void Read(int member)
    {
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(key, member);
        var copier = new Copier { Into = _value };
        if (!_store.TryRead(key, ref copier)) throw new InvalidDataException($"member {member} is missing");
    }

    private byte[] ValueOf(int member)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_value, member);
        return _value;
    }
}
