using System.Runtime.InteropServices;
using Recommender.Learning.Data;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Baselines;

/// <summary>Scores a title by its similarity to the titles of the history that are among its nearest neighbours. Immutable; safe from many threads.</summary>
/// <remarks>
/// sᵢⱼ = cᵢⱼ / (√(cᵢ cⱼ) + shrinkage), with cᵢⱼ members who have both and cᵢ who have one; of each title's column the largest are
/// kept. Deshpande and Karypis, "Item-Based Top-N Recommendation Algorithms", TOIS 2004, with the shrinkage and the neighbourhoods
/// of Ferrari Dacrema et al., "Are We Really Making Much Progress?", RecSys 2019. Who has a title counts, not how it was rated.
/// </remarks>
public sealed class ItemKnn : ITitleScorer
{
    private readonly int[] _offsets;
    private readonly (int Title, float Similarity)[] _influences;

    /// <summary>Learns.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ItemKnn(Interactions training, ItemKnnOptions options, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Neighbours < 1) throw new ArgumentException($"the neighbours are {options.Neighbours}; allowed is from 1", nameof(options));
        if (options.Shrinkage is not (>= 0 and < double.PositiveInfinity)) throw new ArgumentException($"the shrinkage is {options.Shrinkage}; allowed is from 0, finite", nameof(options));

        var columns = new (int Title, float Similarity)[training.TitleCount][];
        var members = new MembersOfTitles(training);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, training.TitleCount, parallel, () => new Neighbourhood(training, members, options), (title, _, work) =>
        {
            columns[title] = work.Of(title);
            return work;
        }, static _ => { });
        (_offsets, _influences) = ByNeighbour(columns);
    }

    /// <inheritdoc/>
    public string Name => "item-knn";

    /// <inheritdoc/>
    public int TitleCount => _offsets.Length - 1;

    /// <inheritdoc/>
    public void Score(MemberHistory history, Span<float> scores)
    {
        scores.Clear();
        foreach (var had in history.Titles)
        {
            foreach (var (title, similarity) in _influences.AsSpan(_offsets[had].._offsets[had + 1])) scores[title] += similarity;
        }
    }

    // From the neighbours of each title to the titles whose neighbour it is: what a history walks.
    private static (int[] Offsets, (int Title, float Similarity)[] Influences) ByNeighbour((int Title, float Similarity)[][] columns)
    {
        var rows = new List<(int Title, float Similarity)>[columns.Length];
        for (var title = 0; title < columns.Length; title++)
        {
            foreach (var (neighbour, similarity) in columns[title]) (rows[neighbour] ??= []).Add((title, similarity));
        }

        var offsets = new int[columns.Length + 1];
        for (var row = 0; row < rows.Length; row++) offsets[row + 1] = offsets[row] + (rows[row]?.Count ?? 0);
        var influences = new (int, float)[offsets[^1]];
        for (var row = 0; row < rows.Length; row++) CollectionsMarshal.AsSpan(rows[row]).CopyTo(influences.AsSpan(offsets[row]));
        return (offsets, influences);
    }

    /// <summary>What one thread needs to find a title's neighbours.</summary>
    private sealed class Neighbourhood(Interactions training, MembersOfTitles members, ItemKnnOptions options)
    {
        private readonly int[] _together = new int[training.TitleCount];
        private readonly List<int> _touched = [];

        public (int Title, float Similarity)[] Of(int title)
        {
            foreach (var member in members[title])
            {
                foreach (var other in training[member].Titles)
                {
                    if (_together[other]++ == 0) _touched.Add(other);
                }
            }

            var similarities = new List<(int Title, float Similarity)>(_touched.Count);
            foreach (var other in _touched)
            {
                var norms = Math.Sqrt((double)members.Count(title) * members.Count(other));
                if (other != title) similarities.Add((other, (float)(_together[other] / (norms + options.Shrinkage))));
                _together[other] = 0;
            }

            _touched.Clear();
            similarities.Sort(static (a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Title.CompareTo(b.Title));
            return [.. similarities.Take(options.Neighbours)];
        }
    }
}
