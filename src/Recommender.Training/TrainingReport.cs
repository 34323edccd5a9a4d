using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.TagMaps;
using Recommender.Learning.Tastes;
using Recommender.Numerics;

namespace Recommender.Training;

/// <summary>Settings and figures of a training, as the published model carries them along.</summary>
internal static class TrainingReport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(TrainingPlan plan, Dataset dataset, FactorModel model, TagMapFigures tags, TasteModel tastes) =>
        JsonSerializer.Serialize(
            new
            {
                Version = typeof(TrainingReport).Assembly.GetName().Version?.ToString(3),
                Kernels = RowScan.Kernels,
                Members = dataset.Members.Count,
                Titles = dataset.Titles.Count,
                Tags = dataset.Tags.Count,
                Interactions = dataset.Interactions.Count,
                Embeddings = plan.Embeddings is null ? "trained" : "imported",
                Settings = model.Options,
                model.Losses,
                TagMap = tags,
                Communities = tastes.Communities.Count,
                MicroGenres = tastes.MicroGenres.Count,
                Personas = tastes.Personas.Count,
                Evaluation = plan.Evaluation?.RootElement,
            },
            Format);
}
