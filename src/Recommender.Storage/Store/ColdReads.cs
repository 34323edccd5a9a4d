using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>
/// Reads of keys whose newest record is on the device, past FASTER: it would queue them, allocate for each and copy the key. The
/// chain is walked as FASTER walks it, and FASTER is held off from removing any of it meanwhile.
/// </summary>
/// <remarks>Safe from many threads; allocates nothing but a thread's first buffer, or a larger one.</remarks>
internal sealed class ColdReads(FasterKV<SpanByte, SpanByte> store, FasterIndex index, ColdRecords records, FailStopDevice log)
{
    private const int BufferBytes = 4 << 10;

    [ThreadStatic] private static byte[]? _buffer;

    /// <summary>Reads a key that is not in memory.</summary>
    /// <param name="key">The key, and <paramref name="bytes"/> once more.</param>
    /// <param name="bytes">The key.</param>
    /// <param name="reader">Gets the value if there is one.</param>
    /// <param name="found">Whether there is one.</param>
    /// <param name="address">Where it lies, if there is one.</param>
    /// <returns>False where FASTER must be asked: a record that may be the key's is in memory.</returns>
    /// <exception cref="StoreException">The device cannot be read.</exception>
    public bool TryRead<TReader>(ref SpanByte key, scoped ReadOnlySpan<byte> bytes, scoped ref TReader reader, out bool found, out long address)
        where TReader : struct, IValueReader, allows ref struct
    {
        (found, address) = (false, 0);
        var hash = SpanByteComparer.StaticGetHashCode64(ref key);
        if (index.Find(hash) >= store.Log.HeadAddress) return false;

        var buffer = _buffer ?? new byte[BufferBytes];
        _buffer = null;   // a reader may read on
        try
        {
            if (!TryFind(hash, bytes, ref buffer, out var record, out address)) return false;
            if (record.Key.IsEmpty || record.IsDeleted) return true;
            reader.Read(record.Value);
            return found = true;
        }
        finally
        {
            _buffer = buffer;
        }
    }

    private bool TryFind(long hash, scoped ReadOnlySpan<byte> key, scoped ref byte[] buffer, out ColdRecord record, out long address)
    {
        record = default;
        address = 0;
        index.Epoch.Resume();
        try
        {
            address = index.Find(hash);
            if (address >= store.Log.HeadAddress) return false;
            for (; address >= store.Log.BeginAddress; address = record.Previous)
            {
                if (log.Broken is { } fault) throw new StoreException($"a value on the device cannot be read: {fault}");
                record = records.Read(address, ref buffer);
                if (record.IsValid && record.Key.SequenceEqual(key)) return true;
            }

            record = default;
            return true;
        }
        finally
        {
            index.Epoch.Suspend();
        }
    }
}
