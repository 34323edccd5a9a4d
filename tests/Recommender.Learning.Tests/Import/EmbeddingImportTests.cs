using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class EmbeddingImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "<f4")]
    [InlineData(2, "<f4")]
    [InlineData(3, "<f4")]
    [InlineData(1, "<f8")]
    public void Every_version_and_both_precisions_are_read(int version, string type)
    {
        var (rows, dimension, refusals) = Run(Npy(version, Header(type, "(3, 2)"), Elements(type, 1, 2, 3, 4, 5, -6)), "a\nb\nc\n");

        using var embeddings = EmbeddingFile.Open(_folder["out"]);
        Assert.Equal((3, 2, 0), (rows, dimension, refusals.Count));
        Assert.Equal(["a", "b", "c"], embeddings.Ids.Ids);
        Assert.Equal([5f, -6], embeddings.Vectors[2]);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), }", "Fortran")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (3, 2), }", "'>f4'; allowed")]
    [InlineData("{'descr': '<i4', 'fortran_order': False, 'shape': (3, 2), }", "'<i4'; allowed")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }", "two axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3, 2), }", "two axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }", "24 bytes of elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1), }", "24 bytes of elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 5000), }", "rows of 5000 elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 2), }", "99999999999 rows")]
    [InlineData("nonsense", "header")]
    public void An_array_of_another_kind_is_refused_by_what_it_is(string header, string message) =>
        AssertRefused(Npy(1, header, Elements("<f4", 1, 2, 3, 4, 5, 6)), "a\nb\nc\n", message);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_and_nothing_is_written()
    {
        var whole = Npy(1, Header("<f4", "(3, 2)"), Elements("<f4", 1, 2, 3, 4, 5, 6));
        for (var length = 0; length < whole.Length; length++) AssertRefused(whole[..length], "a\nb\nc\n", "vectors.npy");
    }

    [Theory]
    [InlineData("a\nb\n", "2 ids")]
    [InlineData("a\nb\nc\nd\n", "more than the 3 ids")]
    [InlineData("", "0 ids")]
    public void Ids_that_are_not_as_many_are_refused(string ids, string message) =>
        AssertRefused(Npy(1, Header("<f4", "(3, 2)"), Elements("<f4", 1, 2, 3, 4, 5, 6)), ids, message);

    [Fact]
    public void Rows_that_are_wrong_are_refused_and_the_others_keep_their_ids()
    {
        var vectors = Npy(1, Header("<f8", "(6, 1)"), Elements("<f8", 1, double.NaN, double.PositiveInfinity, 1e300, 5, 6));

        var (rows, _, refusals) = Run(vectors, "a\nb\nc\nd\n\na\n");

        using var embeddings = EmbeddingFile.Open(_folder["out"]);
        Assert.Equal((1, 5), (rows, refusals.Count));
        Assert.Equal(["a"], embeddings.Ids.Ids);
        Assert.Equal(
            ["ids.txt:2: element 0 of the embedding of 'b' is 'NaN'; allowed finite fp32", "ids.txt:5: id is ''; allowed 1..128 bytes of UTF-8", "ids.txt:6: id is 'a'; allowed each id once"],
            refusals.First.Where(refusal => refusal.Line is 2 or 5 or 6).Select(refusal => refusal.ToString()));
    }

    [Fact]
    public void A_strict_import_ends_at_the_first_wrong_row()
    {
        var vectors = _folder.With("vectors.npy", Npy(1, Header("<f4", "(1, 1)"), Elements("<f4", double.NaN)));
        var ids = _folder.With("ids.txt", "a\n");

        Assert.Throws<InvalidDataException>(() => EmbeddingImport.Run(vectors, ids, _folder["out"], replace: false, new ImportOptions { Strict = true }, CancellationToken.None));

        Assert.Equal(["ids.txt", "vectors.npy"], _folder.Names());
    }

    [Fact]
    public void No_rows_are_no_embeddings()
    {
        Run(Npy(1, Header("<f4", "(0, 4)"), []), "");

        using var embeddings = EmbeddingFile.Open(_folder["out"]);
        Assert.Equal((0, 4), (embeddings.Vectors.Rows, embeddings.Vectors.Dimension));
    }

    [Fact]
    public void What_is_there_is_replaced_only_when_asked_and_only_when_it_is_embeddings()
    {
        var vectors = Npy(1, Header("<f4", "(1, 1)"), Elements("<f4", 1));
        _folder.With("out", "precious");

        Assert.Contains("exists", Assert.Throws<IOException>(() => Run(vectors, "a\n")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => Run(vectors, "a\n", replace: true));

        Assert.Equal("precious", File.ReadAllText(_folder["out"]));
    }

    private static string Header(string type, string shape) => $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";

    private static byte[] Elements(string type, params double[] elements) =>
        type == "<f8" ? MemoryMarshal.AsBytes<double>(elements).ToArray() : MemoryMarshal.AsBytes<float>([.. elements.Select(element => (float)element)]).ToArray();

    private static byte[] Npy(int version, string header, byte[] elements)
    {
        var text = Encoding.ASCII.GetBytes(header + "\n");
        var length = new byte[version == 1 ? 2 : 4];
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        else BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. elements];
    }

    private void AssertRefused(byte[] vectors, string ids, string message)
    {
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Run(vectors, ids)).Message, StringComparison.Ordinal);
        Assert.Equal(["ids.txt", "vectors.npy"], _folder.Names());
    }

    private (int Rows, int Dimension, RefusalLog Refusals) Run(byte[] vectors, string ids, bool replace = false) =>
        EmbeddingImport.Run(_folder.With("vectors.npy", vectors), _folder.With("ids.txt", ids), _folder["out"], replace, new ImportOptions(), CancellationToken.None);
}
