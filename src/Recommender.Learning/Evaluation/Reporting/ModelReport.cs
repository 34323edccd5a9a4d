using Recommender.Learning.Tuning;

namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>How one model did.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Settings">What it was learnt with.</param>
/// <param name="Figures">Every metric, with its interval over members.</param>
/// <param name="Coverage">For each cutoff K, the share of all titles that stand in at least one case's first K. It has no interval: fewer members show fewer titles, so resampling would be biased.</param>
/// <param name="Trials">What the search for the settings tried, in order; empty where there was none.</param>
public sealed record ModelReport(
    string Model, Settings Settings, IReadOnlyList<Figure> Figures, IReadOnlyDictionary<int, double> Coverage, IReadOnlyList<Trial> Trials);
