using System.Numerics.Tensors;

namespace Recommender.DiversityFigures;

/// <summary>What the model's scores become before they are weighed against likeness.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Apply">Turns falling scores of a case's candidates into relevance.</param>
internal sealed record RelevanceScale(string Name, Action<ReadOnlySpan<float>, Span<float>> Apply)
{
    // Of a member of whom nothing is known all scores are 0.
    private const float Least = 1e-6f;

    public static RelevanceScale ShareOfBest { get; } = new("share of the best score", static (scores, into) => TensorPrimitives.Divide(scores, Math.Max(Least, scores[0]), into));

    public static IReadOnlyList<RelevanceScale> All { get; } =
    [
        new("the score as it is", static (scores, into) => scores.CopyTo(into)),
        ShareOfBest,
        new("from the least score, 0, to the best, 1", static (scores, into) =>
        {
            TensorPrimitives.Subtract(scores, scores[^1], into);
            TensorPrimitives.Divide(into, Math.Max(Least, scores[0] - scores[^1]), into);
        }),
        new("standard deviations", static (scores, into) => TensorPrimitives.Divide(scores, Math.Max(Least, TensorPrimitives.StdDev(scores)), into)),
    ];
}
