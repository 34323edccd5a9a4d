using Recommender.Numerics;

namespace Recommender.Ranking.Diversity;

/// <summary>At most so many titles that share a person or a franchise, on a whole page.</summary>
/// <remarks>One page; each row of it starts from the counts of those before. O(keys of a title) a call, no allocation.</remarks>
public readonly ref struct CapRule : IPlacementRule
{
    private readonly CandidateLists<int> _keys;
    private readonly Span<int> _counts;
    private readonly int _most;

    /// <summary>Goes on with a page.</summary>
    /// <param name="rows">Title row of each candidate.</param>
    /// <param name="keys">By title row, what it is counted under, each once.</param>
    /// <param name="most">Titles with the same key, from 1.</param>
    /// <param name="counts">Titles on the page so far, by key; the rule adds to them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public CapRule(ReadOnlySpan<int> rows, CompressedRows<int> keys, int most, Span<int> counts)
        : this(new CandidateLists<int>(rows, keys), most, counts)
    {
    }

    /// <summary>Goes on with a page.</summary>
    /// <param name="keys">Of each candidate, what it is counted under, each once.</param>
    /// <param name="most">Titles with the same key, from 1.</param>
    /// <param name="counts">Titles on the page so far, by key; the rule adds to them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public CapRule(CandidateLists<int> keys, int most, Span<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _keys = keys;
        _most = most;
        _counts = counts;
    }

    /// <inheritdoc/>
    public bool Allows(int candidate)
    {
        foreach (var key in _keys[candidate])
        {
            if (_counts[key] >= _most) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        foreach (var key in _keys[candidate]) _counts[key]++;
    }
}
