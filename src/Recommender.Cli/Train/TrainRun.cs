using System.Globalization;
using System.Text.Json;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Priors;
using Recommender.Learning.TagMaps;
using Recommender.Learning.Tastes;
using Recommender.Numerics;
using Recommender.Storage.Folders;
using Recommender.Storage.Models;

namespace Recommender.Cli.Train;

/// <summary>One training from dataset to published model.</summary>
internal sealed class TrainRun(TrainPlan plan, ITrainDisplay display, TextWriter output, CancellationToken cancellation)
{
    /// <summary>Trains and publishes. What it gives back says what came of it.</summary>
    public Action Run()
    {
        display.Begin("reading the dataset");
        var dataset = DatasetFolder.Open(plan.Dataset);
        var evaluation = plan.Evaluation is { } path ? ReadJson(path) : null;
        using var owned = DataFolder.Own(plan.Output);
        using var draft = new ModelFolder(plan.Output).Begin();   // before the hours that training may take

        var priors = TitlePriors.Of(dataset.Interactions);
        var (model, own) = Embed(dataset, priors);
        using var embeddings = model;
        display.Begin("titles from tags");
        var support = priors.Support.Select((count, title) => own[title] ? Math.Max(1, count) : 0).ToArray();
        var (map, figures) = TagMap.Train(dataset.Titles, dataset.Tags.Count, model.Titles, support, new() { Threads = model.Options.Threads }, cancellation);
        using var tags = map;
        tags.Fill(dataset.Titles, own, model.Titles);

        display.Begin("communities, micro-genres, personas");
        using var tastes = TasteModel.Learn(model.Members, model.Titles, dataset, plan.Tastes, display, cancellation);
        display.Begin("publishing");
        var report = TrainReport.Write(plan, dataset, model, figures, tastes, evaluation);
        Publish(draft, dataset, model, priors, tags, tastes, report);
        return () => Tell(draft.Number, dataset, model, own, figures, tastes);
    }

    // Which titles have embeddings that are not from tags.
    private (FactorModel Model, bool[] Own) Embed(Dataset dataset, TitlePriors priors)
    {
        if (plan.Embeddings is null)
        {
            display.Begin("embeddings");
            var trained = ImplicitFactorization.Train(dataset.Interactions, plan.Factorization, plan.Checkpoints, display, cancellation);
            return (trained, Array.ConvertAll(priors.Support, count => count > 0));
        }

        display.Begin("folding members in");
        using var imported = EmbeddingFile.Open(plan.Embeddings);
        var own = new bool[dataset.Titles.Count];
        var titles = new AlignedMatrix<float>(dataset.Titles.Count, imported.Vectors.Dimension);
        for (var row = 0; row < imported.Ids.Count; row++)
        {
            if (!dataset.TitleIds.TryFind(imported.Ids[row], out var title)) continue;
            imported.Vectors[row].CopyTo(titles.Writable(title));
            own[title] = true;
        }

        if (own.Length > 0 && !own.Contains(true)) throw new InvalidDataException($"{plan.Embeddings} has no embedding of any title of the dataset");
        return (FoldIn(dataset, titles), own);
    }

    private FactorModel FoldIn(Dataset dataset, AlignedMatrix<float> titles)
    {
        try
        {
            return ImplicitFactorization.FoldInAll(dataset.Interactions, titles, plan.Factorization, cancellation);
        }
        catch (ArgumentException refused)
        {
            throw new InvalidDataException($"{plan.Embeddings}: {refused.Message}", refused);
        }
    }

    private static void Publish(ModelDraft draft, Dataset dataset, FactorModel model, TitlePriors priors, TagMap tags, TasteModel tastes, string report)
    {
        PublishedModel.Write(draft, new ModelParts
        {
            TitleIds = dataset.TitleIds.Ids.ToArray(),
            Titles = model.Titles,
            Support = priors.Support,
            Popularity = priors.Popularity,
            Trend = priors.Trend,
            Gram = model.TitleGram,
            MemberIds = dataset.Members.Ids.ToArray(),
            Members = model.Members,
            Tags = [.. dataset.Tags.Select(static tag => new Storage.Titles.Tag(tag.Group, tag.Name))],
            TagEffects = tags.Effects,
            FoldIn = new FoldInSettings(model.Options, model.Rule, model.Titles.Rows).ToJson(),
            Report = report,
        });
        CatalogueFile.Save(draft.PathOf("catalogue"), dataset.Titles, dataset.Tags);
        tastes.Save(draft.PathOf);
        draft.Commit();
    }

    private void Tell(long number, Dataset dataset, FactorModel model, bool[] own, TagMapFigures figures, TasteModel tastes)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Output}: generation {number}, {dataset.Members.Count:N0} members and {dataset.Titles.Count:N0} titles in {model.Titles.Dimension} dimensions, {own.Count(known => !known):N0} of the titles from tags alone"));
        if (model.Losses.Count > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {model.Losses[0]:G7} after the first epoch, {model.Losses[^1]:G7} after {model.Losses.Count}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"tags tell {100 * figures.Explained:F1} % of titles left out; {tastes.Communities.Count:N0} communities, {tastes.MicroGenres.Count:N0} micro-genres, {tastes.Personas.Count:N0} personas"));
    }

    private static JsonDocument ReadJson(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path} is no JSON: {damage.Message}", damage);
        }
    }
}
