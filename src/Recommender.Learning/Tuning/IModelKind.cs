using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>A kind of model that can be learnt with different settings. Immutable; safe from many threads.</summary>
public interface IModelKind
{
    /// <summary>As people read it in a table, and the name of what it learns.</summary>
    string Name { get; }

    /// <summary>The settings and their values; empty where there is nothing to choose.</summary>
    IReadOnlyList<SettingRange> Space { get; }

    /// <summary>Settings with those that are given outside of <see cref="Space"/>, for reports.</summary>
    Settings Complete(Settings settings) => settings;

    /// <summary>Learns.</summary>
    /// <param name="training">From these interactions alone.</param>
    /// <param name="settings">A value for each setting of <see cref="Space"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was learnt; who asked disposes of it where it can be disposed of.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default);
}
