using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

/// <summary>Directories that no writer makes, under checksums that are right.</summary>
public sealed class ContradictoryDirectoryTests : IDisposable
{
    private const long Page = 4096;
    private const long Directory = 4 * Page;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, SectionInfo[]> Cases => new()
    {
        { "does not lie within 4104..16384", [Section("a", Page, 8), Section("b", Page, 8)] },
        { "does not lie within 12288..16384", [Section("a", Page, 8192), Section("b", 2 * Page, 8)] },
        { "does not lie within 8200..16384", [Section("a", 2 * Page, 8), Section("b", Page, 8)] },
        { "does not lie within 4096..16384", [Section("a", 0, 8)] },
        { "does not lie within 4096..16384", [Section("a", -Page, 8)] },
        { "does not lie within 4096..16384", [Section("a", Page, 3 * Page + 8)] },
        { "does not lie within 4096..16384", [Section("a", 5 * Page, 0)] },
        { "does not lie within 4096..16384", [Section("a", long.MaxValue - 4095, 8)] },
        { "is no multiple of 4096", [Section("a", Page + 8, 8)] },
        { "there are two sections 'a'", [Section("a", Page, 8), Section("a", 2 * Page, 8)] },
        { "the name of a section is none", [Section("A", Page, 8)] },
        { "has 8 bytes, which its type and shape do not", [new("a", SectionType.U8, [9], Page, 8)] },
        { "has 8 bytes, which its type and shape do not", [new("a", SectionType.None, [8], Page, 8)] },
        { "has 8 bytes, which its type and shape do not", [new("a", (SectionType)13, [8], Page, 8)] },
        { "has -8 bytes, which its type and shape do not", [new("a", SectionType.U8, [-8], Page, -8)] },
        { "has 0 bytes, which its type and shape do not", [new("a", SectionType.I64, [1L << 61], Page, 0)] },
        { "has 0 bytes, which its type and shape do not", [new("a", SectionType.U8, [1L << 32, 1L << 32, 1L << 32, 64], Page, 0)] },
        { "has 0 bytes, which its type and shape do not", [new("a", SectionType.I8Blocks, [1L << 62, 1L << 62], Page, 0)] },
        { "has 64 bytes, which its type and shape do not", [new("a", SectionType.I8Blocks, [64], Page, 64)] },
        { "a section with a name of 1 bytes and 5 axes", [new("a", SectionType.U8, [1, 1, 1, 1, 8], Page, 64)] },
        { "a section with a name of 1 bytes and 0 axes", [new("a", SectionType.U8, [], Page, 8)] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void Are_refused(string expected, SectionInfo[] sections)
    {
        var error = Assert.Throws<InvalidFileException>(() => Open(new SectionDirectory(sections, Checksums(sections)).ToBytes()));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Offset, Directory, Directory + 400);
    }

    [Fact]
    public void Are_refused_with_too_few_or_too_many_checksums()
    {
        SectionInfo[] sections = [Section("a", Page, 8)];

        var few = Assert.Throws<InvalidFileException>(() => Open(new SectionDirectory(sections, [[]]).ToBytes()));
        var many = Assert.Throws<InvalidFileException>(() => Open(new SectionDirectory(sections, [[1, 2]]).ToBytes()));

        Assert.Contains("ends within its checksums", few.Message, StringComparison.Ordinal);
        Assert.Contains("4 bytes after the directory", many.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(-1), InlineData(1), InlineData(4097), InlineData(int.MaxValue)]
    public void Are_refused_with_another_number_of_sections(int count)
    {
        var error = Assert.Throws<InvalidFileException>(() => Open(BitConverter.GetBytes(count)));

        Assert.Contains($"the directory has {count} sections in 4 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_accepted_when_they_do_not_contradict_anything()
    {
        SectionInfo[] sections = [Section("a", Page, 8), Section("b", 3 * Page, 4096)];

        using var file = Open(new SectionDirectory(sections, Checksums(sections)).ToBytes());

        Assert.Equal(2, file.Sections.Count);
    }

    private static SectionInfo Section(string name, long offset, long bytes) => new(name, SectionType.U8, [bytes], offset, bytes);

    private static uint[][] Checksums(SectionInfo[] sections) =>
        [.. sections.Select(section => new uint[Math.Clamp(BlockChecksums.CountFor(section.Length), 0, 1)])];

    private SectionFile Open(byte[] directory)
    {
        var header = new SectionHeader("test", 1, Directory + directory.Length, Directory, directory.Length, Crc32C.Of(directory)).ToBytes();
        File.WriteAllBytes(_folder["a"], [.. header, .. new byte[(int)(Directory - Page)], .. directory]);
        return SectionFile.Open(_folder["a"]);
    }
}
