using Recommender.Numerics;

namespace Recommender.Ranking.Diversity;

/// <summary>At most so many titles with the same tag in any window of a slate, so that no stretch of a row is all of one kind.</summary>
/// <remarks>One slate. O(tags of a title) a call, no allocation.</remarks>
public ref struct TagWindowRule : IPlacementRule
{
    private readonly CandidateLists<int> _tags;
    private readonly Span<int> _counts;
    private readonly Span<int> _recent;
    private readonly int _most;
    private int _placed;

    /// <summary>Starts a slate.</summary>
    /// <param name="rows">Title row of each candidate.</param>
    /// <param name="tags">By title row, the tags that are counted, each once: those of the groups that the rule is about.</param>
    /// <param name="most">Titles with the same tag in a window, from 1.</param>
    /// <param name="counts">Memory: one number a tag; cleared here.</param>
    /// <param name="recent">Memory: as many numbers as the window is long, less one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public TagWindowRule(ReadOnlySpan<int> rows, CompressedRows<int> tags, int most, Span<int> counts, Span<int> recent)
        : this(new CandidateLists<int>(rows, tags), most, counts, recent)
    {
    }

    /// <summary>Starts a slate.</summary>
    /// <param name="tags">Of each candidate, the tags that are counted, each once.</param>
    /// <param name="most">Titles with the same tag in a window, from 1.</param>
    /// <param name="counts">Memory: one number a tag; cleared here.</param>
    /// <param name="recent">Memory: as many numbers as the window is long, less one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public TagWindowRule(CandidateLists<int> tags, int most, Span<int> counts, Span<int> recent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _tags = tags;
        _most = most;
        _counts = counts;
        _recent = recent;
        counts.Clear();
    }

    /// <summary>Counts a tag no more: every title of the slate may have it.</summary>
    public readonly void Exempt(int tag) => _counts[tag] = int.MinValue / 2;   // never reaches the most

    /// <inheritdoc/>
    public readonly bool Allows(int candidate)
    {
        if (_recent.IsEmpty) return true;   // a window of one title
        foreach (var tag in _tags[candidate])
        {
            if (_counts[tag] >= _most) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        if (_recent.IsEmpty) return;
        ref var place = ref _recent[_placed % _recent.Length];
        if (_placed >= _recent.Length) Count(place, -1);   // leaves the window that the next title ends
        place = candidate;
        Count(place, 1);
        _placed++;
    }

    private readonly void Count(int candidate, int change)
    {
        foreach (var tag in _tags[candidate]) _counts[tag] += change;
    }
}
