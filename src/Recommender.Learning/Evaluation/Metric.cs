namespace Recommender.Learning.Evaluation;

/// <summary>A metric of the first K titles.</summary>
/// <param name="Kind">What is measured.</param>
/// <param name="Cutoff">K, from 1.</param>
public readonly record struct Metric(MetricKind Kind, int Cutoff)
{
    /// <summary>The name of a kind in tables, files and options.</summary>
    public static string Name(MetricKind kind) => kind switch
    {
        MetricKind.Recall => "recall",
        MetricKind.CappedRecall => "capped-recall",
        MetricKind.Precision => "precision",
        MetricKind.Ndcg => "ndcg",
        MetricKind.HitRate => "hr",
        MetricKind.ReciprocalRank => "mrr",
        MetricKind.Novelty => "novelty",
        MetricKind.Diversity => "diversity",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such metric"),
    };

    /// <summary>Reads <c>ndcg@10</c>.</summary>
    /// <exception cref="InvalidDataException">It is no metric; the message has what is allowed.</exception>
    public static Metric Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('@');
        if (parts is [var name, var cutoff] && int.TryParse(cutoff, out var k) && k >= 1)
        {
            foreach (var kind in Enum.GetValues<MetricKind>())
            {
                if (Name(kind) == name) return new(kind, k);
            }
        }

        throw new InvalidDataException($"metric '{text}' is unknown; allowed is one of {string.Join(", ", Enum.GetValues<MetricKind>().Select(Name))}, then '@' and a number from 1, such as ndcg@10");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name(Kind)}@{Cutoff}";
}
