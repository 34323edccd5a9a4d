using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>Records as FASTER lays them out, read from the device on the calling thread without allocating.</summary>
/// <remarks>
/// A header of eight bytes with the address of the record before it in its chain; the key, its length in four bytes before it,
/// rounded up to eight; the value, its length before it. No record crosses a page. Safe from many threads.
/// </remarks>
internal sealed class ColdRecords(ILogDevice device, StoreOptions options, int segmentBits)
{
    private const int HeaderBytes = 8;
    private const int LengthBytes = sizeof(int);
    private const int Alignment = 8;
    private const int Sector = SectorSums.SectorBytes;

    private readonly int _guess = HeaderBytes + options.TypicalValueBytes + (2 * LengthBytes);

    /// <summary>Reads a record.</summary>
    /// <param name="address">Where it lies; the caller keeps it from being removed.</param>
    /// <param name="buffer">Receives it, and grows where it is too small.</param>
    /// <exception cref="StoreException">The device cannot be read, or what is there is no record.</exception>
    public ColdRecord Read(long address, scoped ref byte[] buffer)
    {
        var record = ReadAtLeast(address, _guess, ref buffer);
        var needed = Measure(address, record);
        if (needed > record.Length) record = ReadAtLeast(address, needed, ref buffer);
        if (needed > record.Length && Measure(address, record) is var whole && whole > record.Length) record = ReadAtLeast(address, whole, ref buffer);

        var keyBytes = BinaryPrimitives.ReadInt32LittleEndian(record[HeaderBytes..]);
        var valueAt = ValueAt(keyBytes);
        var valueBytes = BinaryPrimitives.ReadInt32LittleEndian(record[valueAt..]);
        return new ColdRecord(
            MemoryMarshal.Read<RecordInfo>(record),
            record.Slice(HeaderBytes + LengthBytes, keyBytes),
            record.Slice(valueAt + LengthBytes, valueBytes),
            valueAt + RoundUp(LengthBytes + valueBytes));
    }

    /// <summary>What is there from an address on; less than asked for where the file ends.</summary>
    private ReadOnlySpan<byte> ReadAtLeast(long address, int bytes, scoped ref byte[] buffer)
    {
        var (segment, offset) = ((int)(address >> segmentBits), address & ((1L << segmentBits) - 1));
        var start = offset / Sector * Sector;
        var length = ((int)(offset - start) + bytes + Sector - 1) / Sector * Sector;
        if (buffer.Length < length) buffer = new byte[length];

        var (code, read) = device.ReadNow(segment, start, buffer.AsSpan(0, length));
        if (code != 0 || read == 0) throw new StoreException($"a value on the device cannot be read: {device.LastFault}");
        return buffer.AsSpan((int)(offset - start), (int)read - (int)(offset - start));
    }

    /// <summary>The bytes of a record, or of as much as must be read to know.</summary>
    private int Measure(long address, ReadOnlySpan<byte> record)
    {
        if (record.Length < HeaderBytes + LengthBytes) return HeaderBytes + LengthBytes;
        var valueAt = ValueAt(Length(record[HeaderBytes..], KeyValueStore.MaxKeyBytes, address));
        return record.Length < valueAt + LengthBytes ? valueAt + LengthBytes : valueAt + LengthBytes + Length(record[valueAt..], options.MaxValueBytes, address);
    }

    private int Length(ReadOnlySpan<byte> at, int most, long address)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(at);
        if ((uint)length <= (uint)most) return length;
        throw new StoreException($"file '{device.FileName}.{address >> segmentBits}' has no record at offset {address & ((1L << segmentBits) - 1)}: a length there is {length}");
    }

    private static int ValueAt(int keyBytes) => HeaderBytes + RoundUp(LengthBytes + keyBytes);

    private static int RoundUp(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
}
