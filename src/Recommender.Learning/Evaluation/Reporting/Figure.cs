namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>A metric of one model.</summary>
public sealed record Figure(Metric Metric, Interval Interval);
