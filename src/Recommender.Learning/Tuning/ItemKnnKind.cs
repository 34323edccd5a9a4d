using Recommender.Learning.Baselines;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>Learns <see cref="ItemKnn"/>.</summary>
public sealed class ItemKnnKind : IModelKind
{
    /// <inheritdoc/>
    public string Name => "item-knn";

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space { get; } =
    [
        SettingRange.Whole("neighbours", 5, 2000, 100),
        SettingRange.Logarithmic("shrinkage", 0.1, 1000, 10),
    ];

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ItemKnn(training, new() { Neighbours = settings.Whole("neighbours"), Shrinkage = settings["shrinkage"] }, cancellation: cancellation);
    }
}
