using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>A kind of which some settings are given: they are searched for no more.</summary>
public sealed class PinnedKind : IModelKind
{
    private readonly IModelKind _kind;
    private readonly IReadOnlyDictionary<string, double> _pinned;

    /// <summary>Gives settings.</summary>
    /// <exception cref="InvalidDataException">The kind has no such setting; the message has those that it has.</exception>
    public PinnedKind(IModelKind kind, IReadOnlyDictionary<string, double> pinned)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(pinned);
        (_kind, _pinned) = (kind, pinned);
        foreach (var name in pinned.Keys)
        {
            if (kind.Space.All(range => range.Name != name))
                throw new InvalidDataException($"model '{kind.Name}' has no setting '{name}'; allowed is {(kind.Space.Count == 0 ? "none" : string.Join(", ", kind.Space.Select(static range => range.Name)))}");
        }

        Space = [.. kind.Space.Where(range => !pinned.ContainsKey(range.Name))];
    }

    /// <inheritdoc/>
    public string Name => _kind.Name;

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space { get; }

    /// <inheritdoc/>
    public Settings Complete(Settings settings) => _kind.Complete(_pinned.Aggregate(settings, static (all, one) => all.With(one.Key, one.Value)));

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default) => _kind.Learn(training, Complete(settings), cancellation);
}
