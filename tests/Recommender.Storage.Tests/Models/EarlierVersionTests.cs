using System.IO.Compression;
using Recommender.Numerics;
using Recommender.Numerics.Files;
using Recommender.Storage.Models;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Models;

/// <summary>Model files that version 1 of each kind wrote once, packed. They are never made anew: a later version adds its own.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Matrix =
        "Gy8g8I/UTnkleIkHvqv9OWh3OzFawAVrqOeHyHFTOCCBR5iGUlaRrbvBaeCSSBZoQBzywJtNOGzAlS0A2/r653qzGjWLJqcYAoYe0AMDtr/0DZ"
        + "hjDvB+Vv+5A4D77iHz//M5dYlCKXAtvMT72g4AjIAcovZQREACmAIV+kwB";

    private const string Vector =
        "Gysg4I+ULmMWI1Q6D8T9fH9ZuD7/N8BIa5IKm6bAwAeyzJha94CbcicqtApT7U9UikUDHDWb+s+6aT5TzcSikSBA2Aa0gRCP/2AWoIK5QPvOeX"
        + "MHAMfNnj/2AOB700KPexcRIBUESgFEcAlI8W9zBQ==";

    private const string Rows =
        "G1cwAJ4HdiyyJ1CPqdVdPPBc7t8cfLviJRTwCRdoLwspk6yUeglsE6G7YKkyBa6TA5dfjvgFlHMcc2hhgJgbXFkcJA9b8viP7k05lHEUBgH2G+"
        + "AG7Pi9PcCIroEeo/MC67zjVTsAoIf3AOCff4klUshCf6AHABGGEGkaqBg0IoAeSAFtkcLzwSrPGGADNrTXOWU=";

    private const string Index =
        "GwDCQAaCWit79olQAe89ADgAkoCKAB1hVFjFRX752Aze1O1TUUhZmOE7Io+yQPvqgeQhXuBIo+EwTHBQbprDCG6CUxBxLNb28/jhrOw4HU1LTW"
        + "UlSQhAPAEADwAgJNgf+n4iADPgTYOs5W8RMp8FSbcDANr99994VEJ3JCCDLGN1twxrgAfRdgBA4/fn/+6D37wSmXMAgOWqfYpw/tgDgMcwUN8O"
        + "AIxntBV6C42n92dHnT0A8AwbC/vdHHACQJ09AIC1qLdFB/twDwAECN0DgCcACu0BQFSFtiKz8wZA9wsAsvYAgOIgag8Abv9fAC1AWUhIJKASUy"
        + "L6tLtS0ZYQidAdarXH0BbCy5qg0arPOv4AIAMAWh5mWjpyOzJcr51VQlfGQ9TtZKAbKgXqJFKfuTXBehEAqAMA2mq+R2OnT2OFBADQFMl1XLEM"
        + "rWrWTUSk+Zi3WsfgBp5qg8xnB5gBWaMxxCQKj/aBGZAzGrPpi34ZegV/N7s+C2/rD3BO+Gf7J/Qspfb4q/HruGiw3dekuTVorP0yfg0=";

    private const string Manifest =
        "G6dQ4I+TRM3NNvHAc8z+MigpLdL3RuMCHdBGDbYrsKNrOkrcOzy6pvgQlPTGAQ1KrziMM1/bdrOPNi44Drqx2Szd0H+G7c+L5TSTrCTDoWAggM"
        + "cZYAY8YnxpXQVQQLhArc0D5u0AwD7cA4D3j/8CuNoDgPttWYiIwtweAGBhDwCSYGFEEwFlgKUAQB6IA9LxAJFnbB3MbQIAVSAMiEQCDESB3weS"
        + "gEziSl8LjWyCABMgb8y3Py7D32Tz7ufh8bQaDQ==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_a_matrix_of_version_1()
    {
        using var rows = MatrixFile.Open<float>(Unpack(Matrix));

        Assert.Equal([1f, 2, 3], rows[0].ToArray());
        Assert.Equal([4f, 5, 6], rows[1].ToArray());
    }

    [Fact]
    public void Opens_a_vector_of_version_1()
    {
        using var popularity = VectorFile.Open<float>(Unpack(Vector));

        Assert.Equal([0.5f, 0.25f], popularity.Span.ToArray());
    }

    [Fact]
    public void Opens_compressed_rows_of_version_1()
    {
        using var tags = CompressedRowsFile.Open<ushort>(Unpack(Rows));

        Assert.Equal([4, 5], tags[0].ToArray());
        Assert.Equal([], tags[1].ToArray());
        Assert.Equal([6], tags[2].ToArray());
    }

    [Fact]
    public void Opens_an_index_of_version_1()
    {
        var (rows, index) = ExactIndexFile.Open(Unpack(Index));
        var best = new ScoredRow[2];

        Assert.Equal(2, index.Search([1, 0, 0], best, new TopKScratch()));

        Assert.Equal([new ScoredRow(1, 4), new ScoredRow(0, 1)], best);
        index.Dispose();
        rows.Dispose();
    }

    [Fact]
    public void Opens_a_generation_of_version_1()
    {
        var folder = Path.Combine(_folder.File("models"), "0000000001");
        Directory.CreateDirectory(folder);
        File.Copy(Unpack(Manifest), Path.Combine(folder, "manifest"));
        File.Copy(Unpack(Vector), Path.Combine(folder, "popularity"));

        var newest = new ModelFolder(_folder.File("models")).OpenNewest()!;

        Assert.Equal(["popularity"], newest.Names);
    }

    [Fact]
    public void Writes_version_1_of_every_kind_as_it_was_written_once()
    {
        using var rows = new AlignedMatrix<float>(2, 3);
        new float[] { 1, 2, 3 }.CopyTo(rows.Writable(0));
        new float[] { 4, 5, 6 }.CopyTo(rows.Writable(1));
        using var index = new ExactTopK(rows);
        using var tags = new CompressedRows<ushort>([0, 2, 2, 3], [4, 5, 6]);
        MatrixFile.Save(_folder.File("matrix"), rows);
        VectorFile.Save<float>(_folder.File("vector"), [0.5f, 0.25f]);
        CompressedRowsFile.Save(_folder.File("rows"), tags);
        ExactIndexFile.Save(_folder.File("index"), rows, index);
        using (var draft = new ModelFolder(_folder.File("models")).Begin())
        {
            VectorFile.Save<float>(draft.PathOf("popularity"), [0.5f, 0.25f]);
            draft.Commit();
        }

        AssertSame(Matrix, "matrix");
        AssertSame(Vector, "vector");
        AssertSame(Rows, "rows");
        AssertSame(Manifest, "models/0000000001/manifest");
        Assert.Equal(SectionsOf(Unpack(Index)), SectionsOf(_folder.File("index")));   // its norms may be rounded elsewhere as they are not here
    }

    private static string SectionsOf(string path)
    {
        using var file = SectionFile.Open(path);
        return string.Join(' ', file.Sections);
    }

    private void AssertSame(string packed, string name)
    {
        var now = File.ReadAllBytes(_folder.File(name));
        Assert.True(now.AsSpan().SequenceEqual(File.ReadAllBytes(Unpack(packed))), $"{name} differs, so it is another version; packed it is {Pack(now)}");
    }

    private string Unpack(string packed)
    {
        var path = _folder.File($"{Guid.NewGuid():N}");
        using var whole = File.Create(path);
        using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        brotli.CopyTo(whole);
        return path;
    }

    private static string Pack(byte[] whole)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(whole);
        return Convert.ToBase64String(packed.ToArray());
    }
}
