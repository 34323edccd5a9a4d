using System.Text.Json;
using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Policies.Reporting;

/// <summary>A report as JSON, without times or names of machines: the same log, policies and seed give the same bytes.</summary>
/// <remarks>
/// <code>
/// { "schema": "recommender.policy-evaluation/1",
///   "log": text, "decisions": count, "actions": count, "logged": { "value", "low", "high" }, "explained": share,
///   "seed": number, "resamples": count, "folds": count,
///   "policies": [ { "policy": name,
///                   "overlap": { "meanWeight", "largestWeight", "effectiveSize", "effectiveRewarded", "unseenShare", "warnings": [text …] },
///                   "estimates": { "ips": { "value", "low", "high", "gain": { "value", "low", "high" },
///                                           "effectiveSize": count, "threshold": number, "ridge": number } … } } … ] }
/// </code>
/// Bounds are of 95 % confidence. A number that does not exist is null, and so is a threshold where nothing is cut.
/// </remarks>
public static class PolicyReportJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a report.</summary>
    public static void Write(PolicyReport report, Stream to)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(to, Indented);
        json.WriteStartObject();
        json.WriteString("schema", "recommender.policy-evaluation/1");
        json.WriteString("log", report.Log);
        json.WriteNumber("decisions", report.Decisions);
        json.WriteNumber("actions", report.Actions);
        json.WriteStartObject("logged");
        WriteInterval(json, report.Logged);
        json.WriteEndObject();
        WriteNumber(json, "explained", report.Explained);
        json.WriteNumber("seed", report.Options.Seed);
        json.WriteNumber("resamples", report.Options.Resamples);
        json.WriteNumber("folds", report.Options.Folds);
        json.WriteStartArray("policies");
        foreach (var judgement in report.Judgements) WriteJudgement(json, judgement);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJudgement(Utf8JsonWriter json, PolicyJudgement judgement)
    {
        json.WriteStartObject();
        json.WriteString("policy", judgement.Policy);
        json.WriteStartObject("overlap");
        WriteNumber(json, "meanWeight", judgement.Overlap.MeanWeight);
        WriteNumber(json, "largestWeight", judgement.Overlap.LargestWeight);
        WriteNumber(json, "effectiveSize", judgement.Overlap.EffectiveSize);
        WriteNumber(json, "effectiveRewarded", judgement.Overlap.EffectiveRewarded);
        WriteNumber(json, "unseenShare", judgement.Overlap.UnseenShare);
        json.WriteStartArray("warnings");
        foreach (var warning in judgement.Overlap.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("estimates");
        foreach (var estimate in judgement.Estimates) WriteEstimate(json, estimate);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter json, PolicyEstimate estimate)
    {
        json.WriteStartObject(Estimator.Name(estimate.Kind));
        WriteInterval(json, estimate.Value);
        json.WriteStartObject("gain");
        WriteInterval(json, estimate.Gain);
        json.WriteEndObject();
        WriteNumber(json, "effectiveSize", estimate.EffectiveSize);
        WriteNumber(json, "threshold", estimate.Threshold ?? double.NaN);
        WriteNumber(json, "ridge", estimate.Ridge ?? double.NaN);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, Interval interval)
    {
        WriteNumber(json, "value", interval.Value);
        WriteNumber(json, "low", interval.Low);
        WriteNumber(json, "high", interval.High);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
