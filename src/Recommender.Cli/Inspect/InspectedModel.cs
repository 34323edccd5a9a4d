using Recommender.Learning.Data;
using Recommender.Learning.Tastes;
using Recommender.Storage.Models;

namespace Recommender.Cli.Inspect;

/// <summary>A dataset, the model that was trained from it, and what was learnt on top.</summary>
internal sealed class InspectedModel : IDisposable
{
    private readonly int[] _plays;

    private InspectedModel(Dataset dataset, PublishedModel model, TasteModel tastes)
    {
        (Dataset, Model, Tastes, _plays) = (dataset, model, tastes, new int[dataset.Titles.Count]);
        foreach (var title in dataset.Interactions.Titles) _plays[title]++;
    }

    public Dataset Dataset { get; }

    public PublishedModel Model { get; }

    public TasteModel Tastes { get; }

    /// <summary>Opens both.</summary>
    /// <exception cref="IOException">One is absent or damaged.</exception>
    /// <exception cref="InvalidDataException">The model is of other titles or members than the dataset.</exception>
    public static InspectedModel Open(string data, string folder)
    {
        var dataset = DatasetFolder.Open(data);
        var model = PublishedModel.OpenNewest(folder) ?? throw new DirectoryNotFoundException($"there is no published model in '{folder}'");
        try
        {
            RequireSame("titles", dataset.TitleIds.Ids, model.TitleIds, data, folder);
            RequireSame("members", dataset.Members.Ids, model.MemberIds, data, folder);
            return new InspectedModel(dataset, model, TastesOf(dataset, model));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public TagLine Tag(int row, float lift) => new(Dataset.Tags[row].Group, Dataset.Tags[row].Name, lift);

    public TitleLine Title(int row, float score) => new(Dataset.Titles[row].Id, Dataset.Titles[row].Name, Dataset.Titles[row].Year, score);

    /// <summary>Members who chose a title.</summary>
    public int Plays(int title) => _plays[title];

    public void Dispose()
    {
        Tastes.Dispose();
        Model.Dispose();
    }

    // A generation without them is of someone who trains embeddings alone: they are learnt now.
    private static TasteModel TastesOf(Dataset dataset, PublishedModel model) =>
        TasteModel.Files.All(name => model.Generation.Names.Contains(name, StringComparer.Ordinal))
            ? TasteModel.Load(model.Generation.PathOf)
            : TasteModel.Learn(model.Members, model.Titles, dataset);

    private static void RequireSame(string what, ReadOnlySpan<string> ids, IReadOnlyList<string> others, string data, string folder)
    {
        var same = ids.Length == others.Count;
        for (var i = 0; same && i < ids.Length; i++) same = ids[i] == others[i];
        if (!same) throw new InvalidDataException($"the model in '{folder}' has other {what} than the dataset in '{data}': it was trained from another dataset");
    }
}
