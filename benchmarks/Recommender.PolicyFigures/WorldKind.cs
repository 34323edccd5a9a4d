using Recommender.Learning.Policies;

namespace Recommender.PolicyFigures;

/// <summary>What a made-up log gets right, and which estimators may then be believed.</summary>
/// <param name="Name">In reports.</param>
/// <param name="Heading">What is so of it.</param>
/// <param name="Contrast">How unlike the two policies are: the deviation of their logits.</param>
/// <param name="HasRightPropensities">Whether the logged propensity is the true one, by persona.</param>
/// <param name="ShowsPersona">Whether the reward model learns which persona it was, by persona.</param>
/// <param name="Holds">Whose assumptions hold.</param>
public sealed record WorldKind(string Name, string Heading, double Contrast, Func<int, bool> HasRightPropensities, Func<int, bool> ShowsPersona, IReadOnlyList<EstimatorKind> Holds)
{
    private static readonly EstimatorKind[] ByModel = [EstimatorKind.Direct, EstimatorKind.DoublyRobust, EstimatorKind.SwitchDoublyRobust, EstimatorKind.ShrunkDoublyRobust];
    private static readonly EstimatorKind[] ByPropensity = [EstimatorKind.Replay, EstimatorKind.InversePropensity, EstimatorKind.SelfNormalized, EstimatorKind.Clipped, EstimatorKind.DoublyRobust];

    /// <summary>Propensities are logged as they were, and the reward model can learn the truth.</summary>
    public static WorldKind BothRight { get; } = new("both right", "Propensities are right, and the reward model can learn the truth", 1, static _ => true, static _ => true, Estimator.All);

    /// <summary>The reward model is not told the persona.</summary>
    public static WorldKind ModelWrong { get; } = new("model wrong", "Propensities are right; the reward model is not told the persona, on which everything depends", 1, static _ => true, static _ => false, ByPropensity);

    /// <summary>Logged propensities are wrong.</summary>
    public static WorldKind PropensitiesWrong { get; } = new("propensities wrong", "Logged propensities are wrong; the reward model can learn the truth", 1, static _ => false, static _ => true, ByModel);

    /// <summary>Each is wrong for half of the personas, independently of the other.</summary>
    public static WorldKind BothHalfRight { get; } = new("both half right", "Propensities are wrong for half of the personas, and the reward model is not told which persona it is for half; for a quarter both are wrong", 1, static persona => persona % 2 == 0, static persona => persona / 2 % 2 == 0, []);

    /// <summary>The log seldom does what the policy would.</summary>
    public static WorldKind ThinOverlap { get; } = new("thin overlap", "Both right, and the log seldom does what the policy would", 3, static _ => true, static _ => true, []);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WorldKind> All { get; } = [BothRight, ModelWrong, PropensitiesWrong, BothHalfRight, ThinOverlap];
}
