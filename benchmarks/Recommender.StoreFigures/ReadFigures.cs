using System.Buffers.Binary;
using System.Diagnostics;
using Recommender.Storage.Store;

namespace Recommender.StoreFigures;

/// <summary>One store of members with portraits of 1 KB, four times its memory budget, and the time of single reads from it.</summary>
internal sealed class ReadFigures : IDisposable
{
    private const int ValueBytes = 1_024;
    private const int HotMembers = 10_000;

    private readonly KeyValueStore _store;
    private readonly Random _random = new(20260101);
    private readonly byte[] _value = new byte[ValueBytes];
    private readonly int _members;

    public ReadFigures(KeyValueStore store, long memoryBytes)
    {
        _store = store;
        while (store.LogBytes < 4 * memoryBytes) store.Upsert(Key(_members), Value(_members++));
    }

    public void Dispose() => _store.Dispose();

    /// <summary>Ticks of each read of members written last.</summary>
    public long[] Hot(int reads) => Time(reads, () => _members - 1 - _random.Next(HotMembers));

    /// <summary>Ticks of each read of members long out of memory.</summary>
    public long[] Cold(int reads) => Time(reads, () => _random.Next(_members / 2));

    /// <summary>Bytes that one read allocates.</summary>
    public long AllocatedByHotRead()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Read(_members - 1 - i);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
    }

    /// <summary>Bytes that one cold read allocates on its own thread.</summary>
    public long AllocatedByColdRead()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Read(i);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
    }

    private long[] Time(int reads, Func<int> choose)
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

        return ticks;
    }

    private void Read(int member)
    {
        Span<byte> key = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(key, member);
        var copier = new Copier { Into = _value };
        if (!_store.TryRead(key, ref copier)) throw new InvalidDataException($"member {member} is missing");
    }

    private static byte[] Key(int member) => BitConverter.GetBytes(member);

    private byte[] Value(int member)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_value, member);
        return _value;
    }

    private ref struct Copier : IValueReader
    {
        public Span<byte> Into;

        public readonly void Read(ReadOnlySpan<byte> value) => value.CopyTo(Into);
    }
}
