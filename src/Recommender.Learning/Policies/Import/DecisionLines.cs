using System.Text;
using System.Text.Json;
using Recommender.Learning.Import;

namespace Recommender.Learning.Policies.Import;

/// <summary>Decisions from lines of JSON.</summary>
internal static class DecisionLines
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static void Read(string path, ImportContext context, DecisionLogBuilder into)
    {
        using var reader = RecordReader.Open(path, RecordFormat.Lines, context);
        while (reader.Read())
        {
            try
            {
                if (JsonSerializer.Deserialize<DecisionLine>(reader[0], Json) is not { } line) reader.Refuse("line", reader[0], "an object of JSON");
                else if ((Missing(line) ?? into.TryAdd(Decision(line))) is { } fault) reader.Refuse(fault.Field, Encoding.UTF8.GetBytes(fault.Value), fault.Allowed);
            }
            catch (JsonException failure)
            {
                reader.Refuse(failure.Path is { Length: > 1 } place ? place : "line", reader[0], "an object of JSON with action, propensity and reward, as the help describes it");
            }
        }
    }

    private static DecisionFault? Missing(DecisionLine line) =>
        line.Propensity is null ? new("propensity", "", "above 0 and up to 1")
        : line.Reward is null ? new("reward", "", "finite")
        : (line.Context ?? []).FirstOrDefault(static pair => pair.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) is { Key: { } name } pair ? new($"context '{name}'", pair.Value.GetRawText(), "a text, a number or a truth value")
        : null;

    private static LoggedDecision Decision(DecisionLine line) => new()
    {
        Action = line.Action ?? "",
        Propensity = line.Propensity!.Value,
        Reward = line.Reward!.Value,
        Candidates = line.Candidates,
        Position = Text(line.Position),
        Unit = Text(line.Unit),
        Context = [.. (line.Context ?? []).Where(static pair => pair.Value.ValueKind is not JsonValueKind.Null).Select(static pair => Feature(pair.Key, pair.Value))],
        Policies = (line.Policies ?? []).ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<double>)(pair.Value ?? []), StringComparer.Ordinal),
    };

    private static ContextFeature Feature(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? new(name, (float)value.GetDouble()) : new($"{name}={value}", 1);

    private static string? Text(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null } given ? given.ToString() : null;
}
