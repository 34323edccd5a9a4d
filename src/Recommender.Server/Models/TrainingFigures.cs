using System.Text.Json;

namespace Recommender.Server.Models;

/// <summary>Reads the figures that a training's report carries along.</summary>
internal static class TrainingFigures
{
    /// <summary>The metrics of the first model of the evaluation, by name: the one that the training is of.</summary>
    /// <param name="report">JSON; what is no such report has no figures.</param>
    public static IReadOnlyDictionary<string, double> Read(string report)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(report);
            if (Member(json.RootElement, "evaluation") is not { } evaluation || Member(evaluation, "models") is not { ValueKind: JsonValueKind.Array } models) return figures;
            if (models.GetArrayLength() == 0 || Member(models[0], "metrics") is not { ValueKind: JsonValueKind.Object } metrics) return figures;
            foreach (var metric in metrics.EnumerateObject())
            {
                if (Member(metric.Value, "value") is { ValueKind: JsonValueKind.Number } value) figures[metric.Name] = value.GetDouble();
            }
        }
        catch (JsonException)
        {
            // Whoever wrote the model wrote no report that this program knows.
        }

        return figures;
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
