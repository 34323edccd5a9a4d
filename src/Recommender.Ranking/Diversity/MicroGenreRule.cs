namespace Recommender.Ranking.Diversity;

/// <summary>
/// At least so many micro-genres on a page: once there is only room left for as many titles as micro-genres are missing, only titles
/// are taken that bring a new one.
/// </summary>
/// <remarks>One page. O(micro-genres of a title) a call, no allocation.</remarks>
internal ref struct MicroGenreRule(CandidateLists<int> genres, Span<int> counts, int missing, int room) : IPlacementRule
{
    private readonly CandidateLists<int> _genres = genres;
    private readonly Span<int> _counts = counts;   // titles on the page so far, by micro-genre

    /// <summary>Micro-genres that are still missing.</summary>
    public int Missing { get; private set; } = missing;

    /// <summary>Titles that there is still room for on the page.</summary>
    public int Room { get; private set; } = room;

    /// <inheritdoc/>
    public readonly bool Allows(int candidate) => Missing <= 0 || Missing < Room || New(candidate) > 0;

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        Missing -= New(candidate);
        Room--;
        foreach (var genre in _genres[candidate]) _counts[genre]++;
    }

    private readonly int New(int candidate)
    {
        var count = 0;
        foreach (var genre in _genres[candidate]) count += _counts[genre] == 0 ? 1 : 0;
        return count;
    }
}
