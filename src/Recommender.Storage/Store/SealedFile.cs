using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Store;

/// <summary>A file that does not change any more.</summary>
/// <param name="Name">Path within the folder of the checkpoints.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">CRC-32C of all of it.</param>
internal sealed record SealedFile(string Name, long Bytes, uint Checksum)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Describes a file as it is.</summary>
    public static SealedFile Of(string folder, string name)
    {
        using var file = File.OpenHandle(Path.Combine(folder, name));
        return new SealedFile(name, RandomAccess.GetLength(file), ChecksumOf(file));
    }

    /// <summary>Checks that the file is still what it was.</summary>
    /// <exception cref="StoreException">It is missing, of another length or damaged.</exception>
    public void Check(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new StoreException($"file '{path}' is missing");
        var found = Of(folder, Name);
        if (found.Bytes != Bytes) throw new StoreException($"file '{path}' ends at offset {found.Bytes}; it had {Bytes} bytes");
        if (found.Checksum != Checksum) throw new StoreException($"file '{path}' is damaged between offsets 0 and {Bytes}: its checksum is {found.Checksum:x8}, not {Checksum:x8}");
    }

    private static uint ChecksumOf(SafeFileHandle file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var checksum = uint.MaxValue;
        for (long offset = 0; ;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, BufferBytes), offset);
            if (read == 0) break;
            offset += read;
            checksum = Crc32C.Append(checksum, buffer.AsSpan(0, read));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return ~checksum;
    }
}
