using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Numerics.Files;

/// <summary>The first page of a file: what it is, and where its directory lies.</summary>
/// <remarks>
/// Little-endian. 0 magic, 8 byte order, 12 format version, 16 file length, 24 directory offset, 32 directory length,
/// 36 checksum of the directory, 40 kind version, 44 length of the kind, 48 the kind (64), zeros, 4092 checksum of all before.
/// </remarks>
internal readonly record struct SectionHeader(
    string Kind, int KindVersion, long FileBytes, long DirectoryOffset, int DirectoryBytes, uint DirectoryChecksum)
{
    public const int Bytes = SectionFile.PageBytes;
    public const int FormatVersion = 1;

    private const int ChecksumAt = Bytes - sizeof(uint);
    private const uint ByteOrder = 0x01020304;

    // As PNG's: a first byte that is no text, and line ends that a transfer as text would change.
    private static ReadOnlySpan<byte> Magic => [0x8D, (byte)'R', (byte)'S', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The page's own, of one that was read.</summary>
    public uint Checksum { get; private init; }

    public byte[] ToBytes()
    {
        var page = new byte[Bytes];
        var kind = Encoding.UTF8.GetBytes(Kind);
        Magic.CopyTo(page);
        Put(page, 8, ByteOrder);
        Put(page, 12, FormatVersion);
        Put(page, 16, FileBytes);
        Put(page, 24, DirectoryOffset);
        Put(page, 32, DirectoryBytes);
        Put(page, 36, DirectoryChecksum);
        Put(page, 40, KindVersion);
        Put(page, 44, kind.Length);
        kind.CopyTo(page, 48);
        Put(page, ChecksumAt, Crc32C.Of(page.AsSpan(0, ChecksumAt)));
        return page;
    }

    /// <summary>Reads the first page of a file of some length.</summary>
    /// <exception cref="InvalidFileException">The page is none of this format's, of a later one's, or damaged.</exception>
    public static SectionHeader Parse(string path, ReadOnlySpan<byte> page, long fileBytes)
    {
        if (page.Length < Magic.Length || !page.StartsWith(Magic)) throw new InvalidFileException(path, 0, "no section file: its first bytes are others");
        if (page.Length < Bytes) throw new InvalidFileException(path, page.Length, $"ends within its header of {Bytes} bytes");
        if (Get<uint>(page, 8) != ByteOrder) throw new InvalidFileException(path, 8, "written in another byte order than this machine's, little-endian");
        if (Get<int>(page, 12) != FormatVersion)
            throw new InvalidFileException(path, 12, $"format version is {Get<int>(page, 12)}; this program reads {FormatVersion}");
        if (Get<uint>(page, ChecksumAt) != Crc32C.Of(page[..ChecksumAt])) throw new InvalidFileException(path, 0, "the header is damaged: its checksum differs");

        var (length, offset, bytes) = (Get<long>(page, 16), Get<long>(page, 24), Get<int>(page, 32));
        if (length != fileBytes) throw new InvalidFileException(path, Math.Clamp(length, 0, fileBytes), $"has {fileBytes} bytes; {length} were written");
        if (offset < Bytes || offset > length || bytes < 0 || bytes != length - offset)
            throw new InvalidFileException(path, 24, $"a directory of {bytes} bytes at {offset} does not end the file of {length}");
        var kindBytes = Get<int>(page, 44);
        if (kindBytes is < 1 or > SectionName.MaxBytes)
            throw new InvalidFileException(path, 44, $"the name of its kind has {kindBytes} bytes; allowed 1..{SectionName.MaxBytes}");

        return new(Encoding.UTF8.GetString(page.Slice(48, kindBytes)), Get<int>(page, 40), length, offset, bytes, Get<uint>(page, 36))
        {
            Checksum = Get<uint>(page, ChecksumAt),
        };
    }

    private static T Get<T>(ReadOnlySpan<byte> page, int at)
        where T : unmanaged => MemoryMarshal.Read<T>(page[at..]);

    private static void Put<T>(Span<byte> page, int at, T value)
        where T : unmanaged => MemoryMarshal.Write(page[at..], in value);
}
