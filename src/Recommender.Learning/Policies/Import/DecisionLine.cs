using System.Text.Json;

namespace Recommender.Learning.Policies.Import;

/// <summary>A line of a log of decisions.</summary>
internal sealed record DecisionLine
{
    public string? Action { get; init; }

    public double? Propensity { get; init; }

    public double? Reward { get; init; }

    public string[]? Candidates { get; init; }

    public JsonElement? Position { get; init; }

    public JsonElement? Unit { get; init; }

    public Dictionary<string, JsonElement>? Context { get; init; }

    public Dictionary<string, double[]>? Policies { get; init; }
}
