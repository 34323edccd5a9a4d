namespace Recommender.Learning.Data;

/// <summary>What one member did with titles, oldest first; each title once. Views of somebody's arrays.</summary>
/// <param name="titles">Title rows, shape (n).</param>
/// <param name="values">The rating or strength of each, shape (n).</param>
/// <param name="times">When, in seconds since 1970 UTC, shape (n), never falling; 0 where nobody knows.</param>
public readonly ref struct MemberHistory(ReadOnlySpan<int> titles, ReadOnlySpan<float> values, ReadOnlySpan<long> times)
{
    /// <summary>Number of titles, n.</summary>
    public int Count => Titles.Length;

    /// <summary>Title rows, shape (n).</summary>
    public ReadOnlySpan<int> Titles { get; } = titles;

    /// <summary>The rating or strength of each, shape (n).</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>When, in seconds since 1970 UTC, shape (n).</summary>
    public ReadOnlySpan<long> Times { get; } = times;
}
