using Recommender.Learning.Import;

namespace Recommender.Learning.Policies.Import;

/// <summary>Where a table of decisions has what; -1 for what it has not.</summary>
internal sealed record DecisionTableColumns
{
    public required int Action { get; init; }

    public required int Propensity { get; init; }

    public required int Reward { get; init; }

    public required int Position { get; init; }

    public int Candidates { get; init; } = -1;

    public int Unit { get; init; } = -1;

    public IReadOnlyList<(string Name, int Column)> Categories { get; init; } = [];

    public IReadOnlyList<(string Name, int Column)> Numbers { get; init; } = [];

    public IReadOnlyList<(string Name, int Column)> Policies { get; init; } = [];

    /// <summary>Looks at a header.</summary>
    /// <exception cref="InvalidDataException">A column is absent; the message lists those that are there.</exception>
    public static DecisionTableColumns Of(RecordReader reader, DecisionLogFormat format) =>
        format == DecisionLogFormat.OpenBandit || (format == DecisionLogFormat.Auto && !reader.Has("action") && reader.Has("item_id") && reader.Has("click")) ? OpenBandit(reader) : Own(reader);

    private static DecisionTableColumns Own(RecordReader reader) => new()
    {
        Action = reader.Find("action"),
        Propensity = reader.Find("propensity"),
        Reward = reader.Find("reward"),
        Position = Optional(reader, "position"),
        Candidates = Optional(reader, "candidates"),
        Unit = Optional(reader, "unit"),
        Categories = Beginning(reader, "context."),
        Numbers = Beginning(reader, "number."),
        Policies = Beginning(reader, "policy."),
    };

    // The small sets name the column otherwise than their description does.
    private static DecisionTableColumns OpenBandit(RecordReader reader) => new()
    {
        Action = reader.Find("item_id"),
        Propensity = reader.Find(reader.Has("action_prob") ? "action_prob" : "propensity_score"),
        Reward = reader.Find("click"),
        Position = reader.Find("position"),
        Categories = [.. Beginning(reader, "user_feature_").Select(static column => ($"user_feature_{column.Name}", column.Column))],
    };

    private static int Optional(RecordReader reader, string name) => reader.Has(name) ? reader.Find(name) : -1;

    private static List<(string Name, int Column)> Beginning(RecordReader reader, string prefix)
    {
        var found = new List<(string Name, int Column)>();
        for (var column = 0; column < reader.Headers.Count; column++)
        {
            if (reader.Headers[column].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) found.Add((reader.Headers[column][prefix.Length..], column));
        }

        return found;
    }
}
