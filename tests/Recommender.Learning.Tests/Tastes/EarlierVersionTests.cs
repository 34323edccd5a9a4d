using System.IO.Compression;
using Recommender.Learning.Communities;
using Recommender.Learning.MicroGenres;
using Recommender.Learning.Personas;
using Recommender.Learning.Tastes;
using Recommender.Learning.Tests.MicroGenres;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Tastes;

/// <summary>The files that version 1 wrote once, packed. They are never made anew: a later version adds its own.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Version1 = "";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_the_files_of_version_1()
    {
        Unpack(Version1, _folder.FullName);
        using var model = TasteModel.Load(name => _folder[name]);

        Assert.Equal(2, model.Communities.Count);
        Assert.Equal("Lives for gritty crime dramas; loves Title 0, Title 1 and Title 2.", model.Communities.Description(0));
        Assert.Equal([3, 0], model.Communities.Tags(1));
        Assert.Equal("Gritty Crime Dramas", model.MicroGenres.Name(0));
        Assert.Equal([2, 0, 1], model.MicroGenres.Titles(0));
        Assert.Equal([0], model.Matches.MicroGenres(0));
        Assert.Equal("romance", model.Personas.Name(0));
        var weights = new float[2];
        Assert.Equal(2, model.Communities.Assign([3, 1], new int[2], weights));
        Assert.Equal(1, weights.Sum(), tolerance: 1e-6);
    }

    [Fact]
    public void Writes_version_1_byte_for_byte()
    {
        if (Version1.Length == 0) Assert.Fail(Make());
        Directory.CreateDirectory(_folder["v1"]);
        Unpack(Version1, _folder["v1"]);
        using var model = TasteModel.Load(name => Path.Combine(_folder["v1"], name));
        model.Save(name => _folder[name]);

        foreach (var name in TasteModel.Files)
            Assert.True(File.ReadAllBytes(_folder[name]).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder["v1"], name))), $"{name} differs, so it is another version");
    }

    private static void Unpack(string packed, string folder)
    {
        using var files = new BinaryReader(new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress));
        foreach (var name in TasteModel.Files) File.WriteAllBytes(Path.Combine(folder, name), files.ReadBytes(files.ReadInt32()));
    }

    private string Make()
    {
        var dataset = MadeCatalogue.Of(MadeCatalogue.Times(7, "mood:Gritty;genre:Crime;genre:Drama;theme:Chess").Concat(MadeCatalogue.Times(40, "genre:Romance")), [.. Enumerable.Range(0, 9).Select(_ => (int[])[0, 1, 2])]);
        var centroids = new AlignedMatrix<float>(2, 2);
        (centroids.Writable(0)[0], centroids.Writable(1)[1]) = (1, 1);
        var texts = new CommunityTexts(
            [2.5f, 1.5f], ["Lives for gritty crime dramas; loves Title 0, Title 1 and Title 2.", "Watches a bit of everything."],
            Rows.Of<int>([[1], [3, 0]]), Rows.Of<float>([[4], [2, 1.5f]]), Rows.Of<int>([[0, 1, 2], []]), Rows.Of<float>([[3, 2, 1.5f], []]));
        using var communities = new TasteCommunities(centroids, new CommunityAssigner(new(centroids), 0.25f), 2, texts);
        using var microGenres = new MicroGenreSet(["Gritty Crime Dramas"], Rows.Of<int>([[0, 1, 2]]), Rows.Of<int>([[2, 0, 1]]), Rows.Of<float>([[1, 0.75f, 0.5f]]), [3], [2.5f], 47);
        using var titles = new AlignedMatrix<float>(47, 2);
        for (var title = 0; title < 47; title++) titles.Writable(title)[title < 7 ? 0 : 1] = 1;
        using var model = new TasteModel(communities, microGenres, MicroGenreMatches.Of(communities, microGenres, titles), PersonaSet.Learn(dataset));
        model.Save(name => _folder[name]);

        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(packed, CompressionLevel.SmallestSize)))
        {
            foreach (var name in TasteModel.Files)
            {
                writer.Write((int)new FileInfo(_folder[name]).Length);
                writer.Write(File.ReadAllBytes(_folder[name]));
            }
        }

        return $"packed: {Convert.ToBase64String(packed.ToArray())}";
    }
}
