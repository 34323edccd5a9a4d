namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>How settings were searched for.</summary>
/// <param name="Protocol">How the training part was taken apart for it.</param>
/// <param name="Metric">What should be as large as possible.</param>
/// <param name="Cases">Number of cases on the validation part.</param>
public sealed record TuningReport(string Protocol, Metric Metric, int Cases);
