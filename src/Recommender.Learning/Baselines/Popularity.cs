using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Baselines;

/// <summary>Scores a title by the number of members who have it: the same for everyone. Immutable; safe from many threads.</summary>
public sealed class Popularity : ITitleScorer
{
    private readonly float[] _counts;

    /// <summary>Counts.</summary>
    public Popularity(Interactions training)
    {
        ArgumentNullException.ThrowIfNull(training);
        _counts = new float[training.TitleCount];
        foreach (var title in training.Titles) _counts[title]++;
    }

    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public int TitleCount => _counts.Length;

    /// <inheritdoc/>
    public void Score(MemberHistory history, Span<float> scores) => _counts.CopyTo(scores);
}
