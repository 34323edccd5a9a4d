using System.Buffers.Binary;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

/// <summary>Changes bytes of a log that nobody has open, and the checksums with them, as if FASTER had written it so.</summary>
internal sealed class LogEditor : IDisposable
{
    private const int Sector = 512;

    private readonly ChecksummedDevice _log;
    private readonly byte[] _bytes;

    public LogEditor(StoreOptions options)
    {
        var name = Path.Combine(options.Folder, "log");
        _log = ChecksummedDevice.Over(name, static fileName => new MemoryMappedDevice(fileName, WriteDurability.OnFlush));
        _log.Initialize(1L << MemoryPlan.For(options).SegmentBits);
        _bytes = File.ReadAllBytes(name + ".0");
    }

    /// <summary>The address of the first record of a key, a multiple of eight.</summary>
    public long FirstRecordOf(ReadOnlySpan<byte> key)
    {
        for (var address = 64; ; address += 8)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(address + 8)) == key.Length && _bytes.AsSpan(address + 12, key.Length).SequenceEqual(key)) return address;
        }
    }

    /// <summary>Changes the eight bytes that a record begins with: the address of the record before it in its chain, and flags above 48 bits.</summary>
    public void ChangeHeader(long address, Func<long, long> change)
    {
        var header = _bytes.AsSpan((int)address, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(header, change(BinaryPrimitives.ReadInt64LittleEndian(header)));
        var sector = address / Sector * Sector;
        Assert.Equal((0u, (uint)Sector), _log.WriteNow(0, sector, _bytes.AsSpan((int)sector, Sector)));
        _log.FlushToDisk();
    }

    public void Dispose() => _log.Dispose();
}
