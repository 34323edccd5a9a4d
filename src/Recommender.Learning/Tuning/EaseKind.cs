using Recommender.Learning.Baselines;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>Learns <see cref="Ease"/>.</summary>
/// <param name="mostTitles">Most titles that are modelled; <see cref="EaseOptions.MostTitles"/>.</param>
public sealed class EaseKind(int mostTitles) : IModelKind
{
    /// <inheritdoc/>
    public string Name => "ease";

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space { get; } = [SettingRange.Logarithmic("ridge", 1, 10_000, 250)];

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Ease(training, new() { Ridge = settings["ridge"], MostTitles = mostTitles }, cancellation: cancellation);
    }
}
