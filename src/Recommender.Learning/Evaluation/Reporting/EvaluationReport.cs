namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>All that an evaluation found.</summary>
/// <param name="Dataset">What was looked at, as people call it.</param>
/// <param name="Protocol">How it was taken apart.</param>
/// <param name="Notes">What was left out and why.</param>
/// <param name="Training">Members with a history, titles and interactions that were learnt from.</param>
/// <param name="Cases">Number of members asked.</param>
/// <param name="Relevant">Number of titles that they were asked for.</param>
/// <param name="Seed">Draws the order of equal scores and the resamples.</param>
/// <param name="Resamples">Number of resamples that intervals are made of.</param>
/// <param name="Tuning">How settings were searched for; null where they were given.</param>
/// <param name="Models">By the order they were named in.</param>
/// <param name="Comparisons">Every metric of accuracy, for every model against every one named before it.</param>
public sealed record EvaluationReport(
    string Dataset, string Protocol, IReadOnlyList<string> Notes, (int Members, int Titles, int Interactions) Training, int Cases, int Relevant,
    ulong Seed, int Resamples, TuningReport? Tuning, IReadOnlyList<ModelReport> Models, IReadOnlyList<Comparison> Comparisons);
