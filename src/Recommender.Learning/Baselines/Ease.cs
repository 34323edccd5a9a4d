using System.Buffers;
using System.Numerics;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Baselines;

/// <summary>A linear model of each title by all others, in closed form. Immutable; safe from many threads.</summary>
/// <remarks>
/// With X members by titles, 1 where a member has a title, and P = (XᵀX + λI)⁻¹: the weight of title i for title j is −Pᵢⱼ / Pⱼⱼ,
/// and 0 where i = j. Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019. Who has a title counts, not how it
/// was rated.
/// </remarks>
public sealed class Ease : ITitleScorer
{
    private readonly int[] _modelled;
    private readonly float[] _weights;   // shape (modelled, modelled), by title of the history

    // By title: its place among the modelled, or -1.
    private readonly int[] _places;

    /// <summary>Learns.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Ease(Interactions training, EaseOptions options, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Ridge is not (> 0 and < double.PositiveInfinity)) throw new ArgumentException($"the ridge is {options.Ridge}; allowed is above 0, finite", nameof(options));
        if (options.MostTitles is < 1 or > EaseOptions.MaxTitles) throw new ArgumentException($"the most titles are {options.MostTitles}; allowed is 1 to {EaseOptions.MaxTitles}", nameof(options));

        var regression = new EaseRegression(training, options, new() { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellation });
        (_modelled, _places) = (regression.Modelled, regression.Places);
        _weights = regression.Weights();
    }

    /// <inheritdoc/>
    public string Name => "ease";

    /// <inheritdoc/>
    public int TitleCount => _places.Length;

    /// <summary>Number of titles that are modelled; the others score 0.</summary>
    public int ModelledTitles => _modelled.Length;

    /// <inheritdoc/>
    public void Score(MemberHistory history, Span<float> scores)
    {
        var rented = ArrayPool<float>.Shared.Rent(_modelled.Length);
        var sums = rented.AsSpan(.._modelled.Length);
        sums.Clear();
        foreach (var title in history.Titles)
        {
            if (_places[title] >= 0) Add(_weights.AsSpan(_places[title] * _modelled.Length, _modelled.Length), sums);
        }

        scores.Clear();
        for (var place = 0; place < sums.Length; place++) scores[_modelled[place]] = sums[place];
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Add(ReadOnlySpan<float> row, Span<float> sums)
    {
        var i = 0;
        for (; i <= sums.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(row[i..]) + new Vector<float>(sums[i..])).CopyTo(sums[i..]);
        for (; i < sums.Length; i++) sums[i] += row[i];
    }
}
