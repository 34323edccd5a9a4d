using Recommender.Numerics;

namespace Recommender.Ranking.Diversity;

/// <summary>How alike titles are by their tags: the cosine of their weights, less a share that keeps twins apart.</summary>
/// <remarks>One request. O(tags of all candidates) a row, no allocation.</remarks>
public readonly ref struct TagSimilarity : ISimilarity
{
    // Titles with the very same tags are still two titles.
    private const float MostBetweenTitles = 0.95f;

    private readonly CandidateLists<int> _tags;
    private readonly CandidateLists<float> _weights;
    private readonly Span<float> _spread;

    /// <summary>Prepares a slate's similarities.</summary>
    /// <param name="rows">Title row of each candidate.</param>
    /// <param name="tags">By title row, each tag once.</param>
    /// <param name="weights">As many by title row, not negative, of Euclidean norm 1; a title without tags is like none.</param>
    /// <param name="spread">Memory: one number a tag; cleared here.</param>
    public TagSimilarity(ReadOnlySpan<int> rows, CompressedRows<int> tags, CompressedRows<float> weights, Span<float> spread)
        : this(new CandidateLists<int>(rows, tags), new CandidateLists<float>(rows, weights), spread)
    {
    }

    /// <summary>Prepares a slate's similarities.</summary>
    /// <param name="tags">Of each candidate, each tag once.</param>
    /// <param name="weights">As many of each, not negative, of Euclidean norm 1; a title without tags is like none.</param>
    /// <param name="spread">Memory: one number a tag; cleared here.</param>
    public TagSimilarity(CandidateLists<int> tags, CandidateLists<float> weights, Span<float> spread)
    {
        _tags = tags;
        _weights = weights;
        _spread = spread;
        spread.Clear();
    }

    /// <inheritdoc/>
    public void Fill(int candidate, Span<float> similarities)
    {
        var own = _tags[candidate];
        var ownWeights = _weights[candidate];
        for (var i = 0; i < own.Length; i++) _spread[own[i]] = MostBetweenTitles * ownWeights[i];
        for (var j = 0; j < similarities.Length; j++)
        {
            var tags = _tags[j];
            var weights = _weights[j];
            var sum = 0f;
            for (var i = 0; i < tags.Length; i++) sum += _spread[tags[i]] * weights[i];
            similarities[j] = sum;
        }

        similarities[candidate] = 1;
        foreach (var tag in own) _spread[tag] = 0;
    }
}
