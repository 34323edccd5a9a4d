using Recommender.Learning.Baselines;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>Learns <see cref="Popularity"/>, which has no settings.</summary>
public sealed class PopularityKind : IModelKind
{
    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space => [];

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default) => new Popularity(training);
}
