using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.SampleWorld;
using Recommender.Learning.Tastes;
using Recommender.Numerics;
using Recommender.Storage.Data;
using Recommender.Storage.Models;
using Recommender.Storage.Titles;
using Artwork = Recommender.Storage.Titles.Artwork;
using Tag = Recommender.Storage.Titles.Tag;
using TitleTag = Recommender.Storage.Titles.TitleTag;

namespace Recommender.Server.Tests.Support;

/// <summary>A sample world on disk: a data folder, and a folder of models whose embeddings are drawn at random.</summary>
internal sealed class SmallWorld : IDisposable
{
    public const int Dimension = 8;

    private readonly TemporaryFolder _folder = new();

    public SmallWorld(int titles = 300)
    {
        Dataset = SampleWorldBuilder.Build(new SampleWorldOptions { Titles = titles, Members = 400 });
        Models = new ModelFolder(_folder.PathOf("models"));
    }

    public Dataset Dataset { get; }

    public ModelFolder Models { get; }

    public string ChosenModelFile => _folder.PathOf("chosen-model");

    public DataStore OpenStore() => OpenStore(_folder.PathOf("live"));

    public static DataStore OpenStore(string folder) => DataStore.Open(
        new DataStoreOptions { Folder = folder, MemberMemoryBytes = 4 << 20, TitleMemoryBytes = 16 << 20, ExpectedMembers = 1_000, ExpectedTitles = 10_000 }, new NoFold());

    /// <summary>The files of the data folder as they are now, whoever has them open.</summary>
    public TemporaryFolder CopyOfStore()
    {
        var (copy, live) = (new TemporaryFolder(), _folder.PathOf("live"));
        foreach (var file in Directory.EnumerateFiles(live, "*", SearchOption.AllDirectories))
        {
            var to = copy.PathOf(Path.GetRelativePath(live, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>A title of the dataset as the store keeps it.</summary>
    public Storage.Titles.Title Stored(int row)
    {
        var title = Dataset.Titles[row];
        return new()
        {
            Name = title.Name,
            AddedAt = 1_700_000_000 + row,
            Tags = [.. title.Tags.Select(tag => new TitleTag(StoredTag(Dataset.Tags[tag.Tag]), tag.Weight))],
            Artworks = [.. title.Artworks.Select(artwork => new Artwork(artwork.Id, Enum.Parse<ArtworkKind>(artwork.Kind, ignoreCase: true), artwork.Uri, [.. artwork.Depicts.Select(StoredTag)]))],
            Availability = [AvailabilityWindow.Unlimited],
        };
    }

    /// <summary>Puts titles of the dataset into a store.</summary>
    public async Task FillAsync(DataStore store, int count)
    {
        for (var row = 0; row < count; row++) await store.PutTitleAsync(System.Text.Encoding.UTF8.GetBytes(Dataset.Titles[row].Id), TitleWriter.Write(Stored(row)));
    }

    /// <summary>Publishes a model of the first titles of the dataset.</summary>
    public long Publish(int seed = 1)
    {
        using var titles = Drawn(Dataset.Titles.Count, seed);
        using var members = Drawn(Dataset.Members.Count, seed + 1);
        using var gram = Drawn(Dimension, seed + 2);
        using var effects = Drawn(Dataset.Tags.Count + 1, seed + 3);
        var (random, count) = (new Random(seed), Dataset.Titles.Count);
        using var draft = Models.Begin();
        PublishedModel.Write(draft, new ModelParts
        {
            TitleIds = [.. Dataset.TitleIds.Ids],
            Titles = titles,
            Support = new int[count],
            Popularity = Enumerable.Range(0, count).Select(_ => random.NextSingle()).ToArray(),
            Trend = Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray(),
            Gram = gram,
            MemberIds = [.. Dataset.Members.Ids],
            Members = members,
            Tags = [.. Dataset.Tags.Select(StoredTag)],
            TagEffects = effects,
            FoldIn = new FoldInSettings(new FactorizationOptions { Dimension = Dimension }, SignalRule.Of(new SignalOptions(), Dataset.Interactions), count).ToJson(),
            Report = """{ "evaluation": { "models": [ { "model": "factors", "metrics": { "ndcg@10": { "value": 0.25 }, "recall@20": { "value": null } } } ] } }""",
        });
        using var tastes = TasteModel.Learn(members, titles, Dataset, new TasteOptions { MicroGenres = new() { LargestPart = 1 } });
        tastes.Save(draft.PathOf);
        draft.Commit();
        return draft.Number;
    }

    public void Dispose() => _folder.Dispose();

    private static Tag StoredTag(Learning.Data.Tag tag) => new(tag.Group, tag.Name);

    private static AlignedMatrix<float> Drawn(int rows, int seed)
    {
        var (matrix, random) = (new AlignedMatrix<float>(rows, Dimension), new Random(seed));
        for (var row = 0; row < rows; row++)
            foreach (ref var element in matrix.Writable(row)) element = random.NextSingle() - 0.5f;
        return matrix;
    }
}
