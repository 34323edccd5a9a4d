using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Numerics.Files;

/// <summary>The end of a file: its sections and the checksums of their blocks.</summary>
/// <remarks>
/// The number of sections (4 bytes); for each: bytes of the name (1), type (1), axes (1), zero (1), the name, the shape (8 each),
/// offset (8), length (8); then, section by section, a checksum (4) for every 64 KiB.
/// </remarks>
internal sealed record SectionDirectory(IReadOnlyList<SectionInfo> Sections, IReadOnlyList<uint[]> Checksums)
{
    public const int MaxSections = 4096;

    // What a file of a terabyte needs, so that no header makes a reader allocate more.
    public const int MaxBytes = 1 << 26;

    private const int LeastEntryBytes = 4 + 1 + 3 * sizeof(long);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Sections.Count);
        foreach (var section in Sections)
        {
            var name = Encoding.UTF8.GetBytes(section.Name);
            writer.Write([(byte)name.Length, (byte)section.Type, (byte)section.Shape.Count, 0]);
            writer.Write(name);
            foreach (var count in section.Shape) writer.Write(count);
            writer.Write(section.Offset);
            writer.Write(section.Length);
        }

        foreach (var blocks in Checksums) writer.Write(MemoryMarshal.AsBytes<uint>(blocks));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what a header points to.</summary>
    /// <exception cref="InvalidFileException">The directory contradicts itself or the file.</exception>
    public static SectionDirectory Parse(string path, in SectionHeader header, ReadOnlySpan<byte> bytes)
    {
        if (Crc32C.Of(bytes) != header.DirectoryChecksum)
            throw new InvalidFileException(path, header.DirectoryOffset, "the directory is damaged: its checksum differs");

        var reader = new DirectoryReader(path, header.DirectoryOffset, bytes);
        var count = reader.Next<int>();
        if (count is < 0 or > MaxSections || (long)count * LeastEntryBytes > bytes.Length)
            throw reader.Refuse($"the directory has {count} sections in {bytes.Length} bytes; allowed 0..{MaxSections}");

        var sections = new SectionInfo[count];
        var names = new HashSet<string>(count, StringComparer.Ordinal);
        var end = (long)SectionHeader.Bytes;
        for (var i = 0; i < count; i++)
        {
            sections[i] = reader.NextSection();
            Require(ref reader, sections[i], names, end, header.DirectoryOffset);
            end = sections[i].Offset + sections[i].Length;
        }

        var checksums = new uint[count][];
        for (var i = 0; i < count; i++) checksums[i] = reader.NextChecksums(BlockChecksums.CountFor(sections[i].Length));
        reader.RequireEnd();
        return new(sections, checksums);
    }

    private static void Require(ref DirectoryReader reader, SectionInfo section, HashSet<string> names, long from, long to)
    {
        if (!SectionName.IsValid(section.Name)) throw reader.Refuse("the name of a section is none");
        if (!names.Add(section.Name)) throw reader.Refuse($"there are two sections '{section.Name}'");
        if (SectionLayout.BytesOf(section.Type, [.. section.Shape]) is var bytes && (bytes < 0 || bytes != section.Length))
            throw reader.Refuse($"section {section} has {section.Length} bytes, which its type and shape do not");
        if (section.Offset % SectionFile.PageBytes != 0)
            throw reader.Refuse($"section {section} starts at {section.Offset}, which is no multiple of {SectionFile.PageBytes}");
        if (section.Offset < from || section.Offset > to || section.Length > to - section.Offset)
            throw reader.Refuse($"section {section} of {section.Length} bytes at {section.Offset} does not lie within {from}..{to}");
    }
}
