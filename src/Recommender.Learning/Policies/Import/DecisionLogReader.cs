using Recommender.Learning.Import;

namespace Recommender.Learning.Policies.Import;

/// <summary>Reads logs of decisions from text files, UTF-8, plain or packed by gzip.</summary>
/// <remarks>
/// Lines of JSON, where all but the first three may be absent:
/// <code>
/// { "action": "a2", "propensity": 0.25, "reward": 1, "candidates": ["a1", "a2"], "position": 1, "unit": "member 7",
///   "context": { "persona": "romance", "hour": 21 }, "policies": { "new": [0.9, 0.1] } }
/// </code>
/// In the context, a text or truth value is a category, a number is a number. A policy's probabilities are those of the candidates, in
/// their order. A table has the columns <c>action</c>, <c>propensity</c>, <c>reward</c>, and, where it has them, <c>candidates</c>
/// (<c>a1|a2</c>), <c>position</c>, <c>unit</c>, <c>context.NAME</c> for categories, <c>number.NAME</c> for numbers and
/// <c>policy.NAME</c> (<c>0.9|0.1</c>). An empty field is an absent one. <see cref="LoggedDecision"/> says what each means.
/// </remarks>
public static class DecisionLogReader
{
    /// <summary>Reads a log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="options">How it is read: strictness and progress matter.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The log, and what was refused: decisions that are left out of it.</returns>
    /// <exception cref="InvalidDataException">The file is no such log, has no decision that can be taken, or one is refused and the import is strict.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (DecisionLog Log, RefusalLog Refusals) Read(string path, DecisionLogFormat format = DecisionLogFormat.Auto, ImportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var context = new ImportContext(options ?? new(), cancellation);
        var builder = new DecisionLogBuilder();
        if (format == DecisionLogFormat.JsonLines || (format == DecisionLogFormat.Auto && IsJson(path))) DecisionLines.Read(path, context, builder);
        else DecisionTable.Read(path, format, context, builder);
        if (builder.IsEmpty && context.Refusals.Count > 0) throw new InvalidDataException($"{path} has no decision that can be taken; {context.Refusals.Count} were refused, the first: {context.Refusals.First[0]}");
        return (builder.IsEmpty ? throw new InvalidDataException($"{path} has no decisions") : builder.ToLog(), context.Refusals);
    }

    private static bool IsJson(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
    }
}
