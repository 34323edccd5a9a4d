namespace Recommender.Numerics.Files;

/// <summary>The checksums of a section, one for each 64 KiB, so that damage has a place.</summary>
internal sealed class BlockChecksums
{
    public const int BlockBytes = 1 << 16;

    private readonly List<uint> _blocks = [];
    private uint _state = ~0u;
    private int _inBlock;

    public static long CountFor(long bytes) => bytes / BlockBytes + (bytes % BlockBytes == 0 ? 0 : 1);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, BlockBytes - _inBlock)];
            _state = Crc32C.Append(_state, part);
            _inBlock += part.Length;
            if (_inBlock == BlockBytes) EndBlock();
            bytes = bytes[part.Length..];
        }
    }

    public uint[] End()
    {
        if (_inBlock > 0) EndBlock();
        return [.. _blocks];
    }

    private void EndBlock()
    {
        _blocks.Add(~_state);
        (_state, _inBlock) = (~0u, 0);
    }
}
