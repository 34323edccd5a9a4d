namespace Recommender.Ranking.Diversity;

/// <summary><see cref="TagSimilarity"/> by way of the tags that candidates share: the same numbers but for rounding, sooner where titles share few.</summary>
/// <remarks>O(n + candidates of the title's tags) a row, no allocation.</remarks>
internal readonly ref struct SharedTagSimilarity : ISimilarity
{
    private readonly CandidateLists<int> _tags;
    private readonly CandidateLists<float> _weights;
    private readonly ReadOnlySpan<int> _ends;
    private readonly ReadOnlySpan<int> _candidates;
    private readonly ReadOnlySpan<float> _candidateWeights;

    /// <summary>Prepares a slate's similarities.</summary>
    /// <param name="tags">Of each candidate, each tag once.</param>
    /// <param name="weights">As many of each, not negative, of Euclidean norm 1.</param>
    /// <param name="ends">By tag, where its candidates end; they begin where those of the tag before end.</param>
    /// <param name="candidates">Candidates by tag.</param>
    /// <param name="candidateWeights">The tag's weight in each.</param>
    public SharedTagSimilarity(
        CandidateLists<int> tags, CandidateLists<float> weights, ReadOnlySpan<int> ends, ReadOnlySpan<int> candidates, ReadOnlySpan<float> candidateWeights)
    {
        _tags = tags;
        _weights = weights;
        _ends = ends;
        _candidates = candidates;
        _candidateWeights = candidateWeights;
    }

    /// <inheritdoc/>
    public void Fill(int candidate, Span<float> similarities)
    {
        similarities.Clear();
        var tags = _tags[candidate];
        var weights = _weights[candidate];
        for (var i = 0; i < tags.Length; i++)
        {
            var first = tags[i] == 0 ? 0 : _ends[tags[i] - 1];
            var others = _candidates[first.._ends[tags[i]]];
            var otherWeights = _candidateWeights.Slice(first, others.Length);
            var weight = TagSimilarity.MostBetweenTitles * weights[i];
            for (var j = 0; j < others.Length; j++) similarities[others[j]] += weight * otherWeights[j];
        }

        similarities[candidate] = 1;
    }
}
