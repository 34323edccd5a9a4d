using Recommender.Numerics.Files;
using Recommender.Numerics.Tests.Files;

namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class FileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MadeRows _made = new(seed: 3, rows: 1000, dimension: 19, clusters: 20);

    public void Dispose()
    {
        _folder.Dispose();
        _made.Rows.Dispose();
    }

    [Theory, InlineData(19), InlineData(260)]
    public void Finds_the_same_when_mapped_from_its_file(int dimension)
    {
        _made = new(seed: 3, rows: 1000, dimension, clusters: 20);
        using var index = Build();
        for (var row = 0; row < 40; row++) index.Remove(row * 3);
        for (var row = 0; row < 60; row++) index.Add(2000 + row, _made.Vector());
        using var file = Save(index);
        using var mapped = InvertedFile.Map(file, "titles");
        file.Dispose();   // what is mapped holds the file by itself

        Assert.Equal((index.Count, index.Lists, index.Dimension, index.Directions), (mapped.Count, mapped.Lists, mapped.Dimension, mapped.Directions));
        Assert.Equal(index.Recall, mapped.Recall);
        Same(index, mapped);
    }

    [Fact]
    public void A_mapped_one_changes_as_any_other_and_leaves_the_file_alone()
    {
        using var index = Build();
        using var file = Save(index);
        using var mapped = InvertedFile.Map(file, "titles");
        using var untouched = InvertedFile.Map(file, "titles");
        for (var row = 0; row < 100; row++)
        {
            var vector = _made.Vector();
            foreach (var changed in new[] { index, mapped })
            {
                changed.Remove(row);
                changed.Add(1500 + row, vector);
            }
        }

        Same(index, mapped);
        mapped.Merge();
        Same(index, mapped);
        Assert.Equal(1000, untouched.Count);
        Assert.True(untouched.Contains(5));
        file.Verify();
    }

    [Fact]
    public void Refuses_a_file_whose_numbers_lead_astray()
    {
        using var index = Build();
        Damaged(index, "titles.row-of", (int[] rows) => rows[5] = rows[6], "has another slot");
        Damaged(index, "titles.slot-of", (int[] slots) => slots[5] = 999_999, "slot");
        Damaged(index, "titles.first-block", (int[] blocks) => blocks[1] += 50, "blocks");
        Damaged(index, "titles.counts", (int[] counts) => counts[0] = -4, "rows in");
        Damaged(index, "titles.reach", (double[] reach) => reach[1] = double.NaN, "is no reach");
        Damaged(index, "titles.limits", (int[] limits) => limits[1] = -1, "DeltaRows is -1");
    }

    private InvertedFile Build() => InvertedFile.Build(_made.Rows, new InvertedFileOptions { Lists = 25, K = 10, Queries = 40, DeltaRows = 64 });

    private void Same(InvertedFile one, InvertedFile other)
    {
        var (first, second, scratch) = (new ScoredRow[15], new ScoredRow[15], new InvertedFileScratch());
        for (var q = 0; q < 30; q++)
        {
            var query = _made.Vector();
            int? probes = q % 3 == 0 ? one.Lists : null;
            Assert.Equal(one.Search(query, first, scratch, default, probes), other.Search(query, second, scratch, default, probes));
            Assert.Equal(first, second);
        }
    }

    private SectionFile Save(InvertedFile index)
    {
        var path = _folder[$"{Guid.NewGuid():N}.index"];
        using (var writer = SectionFileWriter.Create(path, "test", 1))
        {
            index.Save(writer, "titles");
            writer.Commit();
        }

        return SectionFile.Open(path);
    }

    // The same file but for one section, so that checksums hold.
    private void Damaged<T>(InvertedFile index, string name, Action<T[]> damage, string problem)
        where T : unmanaged
    {
        using var good = Save(index);
        var offset = good.Sections.Single(section => section.Name == name).Offset;
        using var vector = good.Vector<T>(name);
        var numbers = vector.Span.ToArray();
        damage(numbers);
        using (var stream = new FileStream(good.FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            stream.Position = offset;
            stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
        }

        using var bad = SectionFile.Open(good.FilePath);
        Assert.Contains(problem, Assert.Throws<InvalidFileException>(() => InvertedFile.Map(bad, "titles")).Message, StringComparison.Ordinal);
    }
}
