namespace Recommender.Learning.Tuning;

/// <summary>Settings that were tried.</summary>
/// <param name="Settings">Which.</param>
/// <param name="Value">The metric on the validation part.</param>
/// <param name="Took">How long learning and asking took.</param>
public sealed record Trial(Settings Settings, double Value, TimeSpan Took);
