using System.Buffers.Binary;

namespace Recommender.Storage.Store;

/// <summary>The keys that a walk has met on a chain, one after the other in a buffer that serves all chains. Not for several threads.</summary>
internal sealed class ChainKeys
{
    private const int LengthBytes = sizeof(int);

    private byte[] _bytes = new byte[1 << 10];
    private int _end;

    /// <summary>Forgets them.</summary>
    public void Clear() => _end = 0;

    /// <summary>Whether a key is among them. O(keys): a chain has few.</summary>
    public bool Contains(scoped ReadOnlySpan<byte> key)
    {
        for (var at = 0; at < _end;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
            if (key.SequenceEqual(_bytes.AsSpan(at += LengthBytes, length))) return true;
            at += length;
        }

        return false;
    }

    /// <summary>Adds one that is not among them.</summary>
    public void Add(scoped ReadOnlySpan<byte> key)
    {
        var end = _end + LengthBytes + key.Length;
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, 2 * _bytes.Length));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_end), key.Length);
        key.CopyTo(_bytes.AsSpan(_end + LengthBytes));
        _end = end;
    }
}
