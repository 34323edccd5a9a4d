using Recommender.Numerics;
using Recommender.Numerics.Files;
using Recommender.Storage.Models;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_matrix_comes_back_as_it_was_saved()
    {
        using var rows = Embeddings(20, 5);
        MatrixFile.Save(_folder.File("embeddings"), rows);

        using var mapped = MatrixFile.Open<float>(_folder.File("embeddings"));

        Assert.Equal((20, 5), (mapped.Rows, mapped.Dimension));
        for (var row = 0; row < 20; row++) Assert.Equal(rows[row], mapped[row]);
    }

    [Fact]
    public void A_vector_comes_back_as_it_was_saved()
    {
        VectorFile.Save<float>(_folder.File("popularity"), [0.5f, 0.25f]);

        using var mapped = VectorFile.Open<float>(_folder.File("popularity"));

        Assert.Equal([0.5f, 0.25f], mapped.Span);
    }

    [Fact]
    public void Compressed_rows_come_back_as_they_were_saved()
    {
        using var tags = new CompressedRows<ushort>([0, 2, 2, 3], [4, 5, 6]);
        CompressedRowsFile.Save(_folder.File("tags"), tags);

        using var mapped = CompressedRowsFile.Open<ushort>(_folder.File("tags"));

        Assert.Equal(3, mapped.Rows);
        Assert.Equal([4, 5], mapped[0].ToArray());
        Assert.Equal([], mapped[1].ToArray());
        Assert.Equal([6], mapped[2].ToArray());
    }

    [Fact]
    public void An_index_answers_as_the_one_that_was_saved()
    {
        using var rows = Embeddings(300, 20);
        using var index = new ExactTopK(rows);
        ExactIndexFile.Save(_folder.File("titles"), rows, index);
        var (expected, actual, scratch) = (new ScoredRow[10], new ScoredRow[10], new TopKScratch());
        index.Search(rows[7], expected, scratch);

        var (mappedRows, mappedIndex) = ExactIndexFile.Open(_folder.File("titles"));
        mappedIndex.Search(mappedRows[7], actual, scratch);

        Assert.Equal(expected, actual);
        mappedIndex.Dispose();
        mappedRows.Dispose();
    }

    [Fact]
    public void A_file_of_another_kind_or_with_other_elements_is_refused()
    {
        using var rows = Embeddings(2, 3);
        MatrixFile.Save(_folder.File("embeddings"), rows);

        Assert.Contains("holds recommender.matrix; expected recommender.vector", Refusal(() => VectorFile.Open<float>(_folder.File("embeddings"))), StringComparison.Ordinal);
        Assert.Contains("section rows F32[2, 3] is not I8", Refusal(() => MatrixFile.Open<sbyte>(_folder.File("embeddings"))), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => VectorFile.Open<float>(_folder.File("absent")));
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_nothing_else()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        VectorFile.Save<byte>(disk.File("popularity"), new byte[1000]);

        Assert.Throws<IOException>(() => VectorFile.Save<byte>(disk.File("popularity"), new byte[300_000]));

        using var mapped = VectorFile.Open<byte>(disk.File("popularity"));
        Assert.Equal(1000, mapped.Length);
        Assert.Equal([disk.File("popularity")], Directory.GetFiles(disk.Path));
    }

    [Fact]
    public void A_read_only_disk_is_read_and_not_written_to()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        VectorFile.Save<byte>(disk.File("popularity"), [7]);
        disk.MakeReadOnly();

        using var mapped = VectorFile.Open<byte>(disk.File("popularity"));
        var error = Assert.Throws<IOException>(() => VectorFile.Save<byte>(disk.File("popularity"), [8]));

        Assert.Equal([7], mapped.Span.ToArray());
        Assert.Contains(disk.Path, error.Message, StringComparison.Ordinal);
    }

    private static string Refusal(Func<IDisposable> open) => Assert.Throws<InvalidFileException>(() => open().Dispose()).Message;

    private static AlignedMatrix<float> Embeddings(int rows, int dimension)
    {
        var random = new Random(20260101);
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var element in matrix.Writable(row)) element = random.NextSingle() - 0.5f;
        }

        return matrix;
    }
}
