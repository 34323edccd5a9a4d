using System.Text.Json;
using Recommender.Learning.Tuning;

namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>A report as JSON, without times or names of machines: the same seed gives the same bytes.</summary>
/// <remarks>
/// <code>
/// { "schema": "recommender.evaluation/1",
///   "dataset": text, "protocol": text, "notes": [text …],
///   "training": { "members", "titles", "interactions" }, "cases": count, "relevant": count,
///   "seed": number, "resamples": count,
///   "tuning": null | { "protocol": text, "metric": "ndcg@10", "cases": count },
///   "models": [ { "model": name, "settings": { name: number … },
///                 "metrics": { "ndcg@10": { "value", "low", "high" } … },
///                 "coverage": { "10": share … },
///                 "trials": [ { "settings": { … }, "value": number } … ] } … ],
///   "comparisons": [ { "metric", "model", "against", "difference", "low", "high",
///                      "verdict": "better" | "worse" | "level", "intervalsApart": true | false } … ] }
/// </code>
/// Bounds are of 95 % confidence, and differences are <c>model</c> less <c>against</c>. A number that does not exist is null.
/// </remarks>
public static class ReportJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a report.</summary>
    public static void Write(EvaluationReport report, Stream to)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(to, Indented);
        json.WriteStartObject();
        json.WriteString("schema", "recommender.evaluation/1");
        WriteSplit(json, report);
        WriteTuning(json, report.Tuning);
        json.WriteStartArray("models");
        foreach (var model in report.Models) WriteModel(json, model);
        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (var comparison in report.Comparisons) WriteComparison(json, comparison);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteString("dataset", report.Dataset);
        json.WriteString("protocol", report.Protocol);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteStartObject("training");
        json.WriteNumber("members", report.Training.Members);
        json.WriteNumber("titles", report.Training.Titles);
        json.WriteNumber("interactions", report.Training.Interactions);
        json.WriteEndObject();
        json.WriteNumber("cases", report.Cases);
        json.WriteNumber("relevant", report.Relevant);
        json.WriteNumber("seed", report.Seed);
        json.WriteNumber("resamples", report.Resamples);
    }

    private static void WriteTuning(Utf8JsonWriter json, TuningReport? tuning)
    {
        if (tuning is null)
        {
            json.WriteNull("tuning");
            return;
        }

        json.WriteStartObject("tuning");
        json.WriteString("protocol", tuning.Protocol);
        json.WriteString("metric", tuning.Metric.ToString());
        json.WriteNumber("cases", tuning.Cases);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelReport model)
    {
        json.WriteStartObject();
        json.WriteString("model", model.Model);
        WriteSettings(json, model.Settings);
        json.WriteStartObject("metrics");
        foreach (var (metric, interval) in model.Figures)
        {
            json.WriteStartObject(metric.ToString());
            WriteNumber(json, "value", interval.Value);
            WriteBounds(json, interval);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("coverage");
        foreach (var (cutoff, share) in model.Coverage.OrderBy(static pair => pair.Key)) json.WriteNumber($"{cutoff}", share);
        json.WriteEndObject();
        json.WriteStartArray("trials");
        foreach (var trial in model.Trials)
        {
            json.WriteStartObject();
            WriteSettings(json, trial.Settings);
            WriteNumber(json, "value", trial.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("metric", comparison.Metric.ToString());
        json.WriteString("model", comparison.Model);
        json.WriteString("against", comparison.Against);
        WriteNumber(json, "difference", comparison.Difference.Value);
        WriteBounds(json, comparison.Difference);
        json.WriteString("verdict", comparison.Verdict.ToString().ToLowerInvariant());
        json.WriteBoolean("intervalsApart", comparison.IntervalsApart);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, Settings settings)
    {
        json.WriteStartObject("settings");
        foreach (var (name, value) in settings.Values) json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, Interval interval)
    {
        WriteNumber(json, "low", interval.Low);
        WriteNumber(json, "high", interval.High);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
