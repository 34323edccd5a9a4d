using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Priors;
using Recommender.Learning.TagMaps;
using Recommender.Learning.Tastes;
using Recommender.Numerics;
using Recommender.Storage.Folders;
using Recommender.Storage.Models;

namespace Recommender.Training;

/// <summary>One training from dataset to published model.</summary>
/// <param name="dataset">What to learn from.</param>
/// <param name="plan">How, and where to.</param>
/// <param name="progress">Told what is done; what it does is awaited.</param>
/// <param name="cancellation">Ends it early: then nothing is published.</param>
public sealed class ModelTraining(Dataset dataset, TrainingPlan plan, ITrainingProgress progress, CancellationToken cancellation)
{
    /// <summary>Trains and publishes a generation.</summary>
    /// <exception cref="IOException">The folder of models has another owner or cannot be written, or the embeddings cannot be read.</exception>
    /// <exception cref="InvalidDataException">The embeddings do not fit the dataset.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainingResult Run()
    {
        using var owned = DataFolder.Own(plan.Output);
        using var draft = new ModelFolder(plan.Output).Begin();   // before the hours that training may take

        var priors = TitlePriors.Of(dataset.Interactions);
        var (model, own) = Embed(priors);
        using var embeddings = model;
        progress.Begin("titles from tags");
        var support = priors.Support.Select((count, title) => own[title] ? Math.Max(1, count) : 0).ToArray();
        var (map, figures) = TagMap.Train(dataset.Titles, dataset.Tags.Count, model.Titles, support, new() { Threads = model.Options.Threads }, cancellation);
        using var tags = map;
        tags.Fill(dataset.Titles, own, model.Titles);

        progress.Begin("communities, micro-genres, personas");
        using var tastes = TasteModel.Learn(model.Members, model.Titles, dataset, plan.Tastes, progress, cancellation);
        progress.Begin("publishing");
        Publish(draft, model, priors, tags, tastes, TrainingReport.Write(plan, dataset, model, figures, tastes));
        return Result(draft.Number, model, own, figures, tastes);
    }

    // Which titles have embeddings that are not from tags.
    private (FactorModel Model, bool[] Own) Embed(TitlePriors priors)
    {
        if (plan.Embeddings is null)
        {
            progress.Begin("embeddings");
            var trained = ImplicitFactorization.Train(dataset.Interactions, plan.Factorization, plan.Checkpoints, progress, cancellation);
            return (trained, Array.ConvertAll(priors.Support, count => count > 0));
        }

        progress.Begin("folding members in");
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
        return (FoldIn(titles), own);
    }

    private FactorModel FoldIn(AlignedMatrix<float> titles)
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

    private void Publish(ModelDraft draft, FactorModel model, TitlePriors priors, TagMap tags, TasteModel tastes, string report)
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

    private TrainingResult Result(long number, FactorModel model, bool[] own, TagMapFigures figures, TasteModel tastes) => new()
    {
        Generation = number,
        Members = dataset.Members.Count,
        Titles = dataset.Titles.Count,
        TitlesFromTags = own.Count(static known => !known),
        Dimension = model.Titles.Dimension,
        Losses = [.. model.Losses],
        TagMap = figures,
        Communities = tastes.Communities.Count,
        MicroGenres = tastes.MicroGenres.Count,
        Personas = tastes.Personas.Count,
    };
}
