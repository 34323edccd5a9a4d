using Recommender.Learning.Data;
using Recommender.Learning.Tastes;
using Recommender.Numerics;
using Recommender.Storage.Models;

namespace Recommender.Cli.Tests.Inspect;

/// <summary>A dataset and a model of two tastes on disk: half of the members chose crime, half comedies.</summary>
internal sealed class SampleModel : IDisposable
{
    public const int MembersEach = 45;

    private const int Each = 20;
    private const int ChosenEach = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("recommender-inspect-").FullName;

    public SampleModel(bool withTastes = true)
    {
        Tag[] tags = [new("genre", "Crime"), new("genre", "Comedy"), new("era", "1970s"), new("mood", "Witty")];
        Title[] titles = [.. Enumerable.Range(0, 2 * Each).Select(static row => new Title($"t{row}", $"[Title] {row}", 1970, row < Each ? [new(0, 1), new(2, 1)] : [new(1, 1), new(3, 0.5f)], []))];
        int[] chosen = [.. Enumerable.Range(0, 2 * MembersEach).SelectMany(static member => Enumerable.Range(0, ChosenEach).Select(i => member / MembersEach * Each + (member + 3 * i) % Each))];
        var interactions = new Interactions(titles.Length, [.. Enumerable.Range(0, 2 * MembersEach + 1).Select(static member => (long)ChosenEach * member)], chosen, [.. chosen.Select(static _ => 1f)], new long[chosen.Length]);
        var dataset = new Dataset(new IdTable(Enumerable.Range(0, 2 * MembersEach).Select(static row => $"m{row}")), titles, tags, interactions);
        DatasetFolder.Save(Data, dataset);
        Publish(dataset, withTastes);
    }

    public string Data => Path.Combine(_folder, "data");

    public string Model => Path.Combine(_folder, "model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Publish(Dataset dataset, bool withTastes)
    {
        using var titles = Vectors(Each);
        using var members = Vectors(MembersEach);
        using var square = new AlignedMatrix<float>(4, 4);
        using var effects = new AlignedMatrix<float>(dataset.Tags.Count + 1, 4);
        using var draft = new ModelFolder(Model).Begin();
        PublishedModel.Write(draft, new ModelParts
        {
            TitleIds = [.. dataset.TitleIds.Ids],
            Titles = titles,
            Support = new int[2 * Each],
            Popularity = new float[2 * Each],
            Trend = new float[2 * Each],
            Gram = square,
            MemberIds = [.. dataset.Members.Ids],
            Members = members,
            Tags = [.. dataset.Tags.Select(static tag => new Storage.Titles.Tag(tag.Group, tag.Name))],
            TagEffects = effects,
            FoldIn = "{}",
            Report = "{}",
        });
        if (withTastes)
        {
            var options = new TasteOptions { Communities = new() { MembersEach = MembersEach }, MicroGenres = new() { LargestPart = 1 } };
            using var tastes = TasteModel.Learn(members, titles, dataset, options);
            tastes.Save(draft.PathOf);
        }

        draft.Commit();
    }

    // The first half on one axis, the second on another, all a little apart.
    private static AlignedMatrix<float> Vectors(int each)
    {
        var vectors = new AlignedMatrix<float>(2 * each, 4);
        for (var row = 0; row < 2 * each; row++) (vectors.Writable(row)[row / each], vectors.Writable(row)[2]) = (1, 0.005f * row);
        return vectors;
    }
}
