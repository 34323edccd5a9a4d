using System.Buffers.Binary;

namespace Recommender.Storage.Data;

/// <summary>Records on their way to whoever replays them: each after its position, the one after it, and its length.</summary>
internal sealed class ReplayBatch
{
    private const int Bytes = 256 << 10;   // more than the longest record
    private const int HeadBytes = 20;

    private readonly byte[] _bytes = new byte[Bytes];
    private int _length;

    /// <summary>Adds a record, unless there is no room.</summary>
    public bool TryAdd(ReadOnlySpan<byte> record, long position, long next)
    {
        if (_bytes.Length - _length < HeadBytes + record.Length) return false;
        var place = _bytes.AsSpan(_length);
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], next);
        BinaryPrimitives.WriteInt32LittleEndian(place[16..], record.Length);
        record.CopyTo(place[HeadBytes..]);
        _length += HeadBytes + record.Length;
        return true;
    }

    /// <summary>Replays all.</summary>
    /// <returns>How many a checkpoint had already.</returns>
    public int Replay(ChangeEffects effects)
    {
        var skipped = 0;
        for (var at = 0; at < _length;)
        {
            var place = _bytes.AsSpan(at);
            var length = BinaryPrimitives.ReadInt32LittleEndian(place[16..]);
            if (!effects.Replay(place.Slice(HeadBytes, length), BinaryPrimitives.ReadInt64LittleEndian(place), BinaryPrimitives.ReadInt64LittleEndian(place[8..]))) skipped++;
            at += HeadBytes + length;
        }

        return skipped;
    }

    public void Clear() => _length = 0;
}
