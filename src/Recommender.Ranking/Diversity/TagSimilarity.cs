using Recommender.Numerics;

namespace Recommender.Ranking.Diversity;

/// <summary>How alike titles are by their tags: the cosine of their weights, less a share that keeps twins apart.</summary>
/// <remarks>One request. O(tags of all candidates) a row, no allocation.</remarks>
public readonly ref struct TagSimilarity : ISimilarity
{
    // Titles with the very same tags are still two titles.
    internal const float MostBetweenTitles = 0.95f;

    private readonly ReadOnlySpan<int> _rows;
    private readonly CompressedRows<int> _tags;
    private readonly CompressedRows<float> _weights;
    private readonly Span<float> _spread;

    /// <summary>Prepares a slate's similarities.</summary>
    /// <param name="rows">Title row of each candidate.</param>
    /// <param name="tags">By title row, each tag once.</param>
    /// <param name="weights">As many by title row, not negative, of Euclidean norm 1; a title without tags is like none.</param>
    /// <param name="spread">Memory: one number a tag; cleared here.</param>
    public TagSimilarity(ReadOnlySpan<int> rows, CompressedRows<int> tags, CompressedRows<float> weights, Span<float> spread)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(weights);
        _rows = rows;
        _tags = tags;
        _weights = weights;
        _spread = spread;
        spread.Clear();
    }

    /// <inheritdoc/>
    public void Fill(int candidate, Span<float> similarities)
    {
        var own = _tags[_rows[candidate]];
        var ownWeights = _weights[_rows[candidate]];
        for (var i = 0; i < own.Length; i++) _spread[own[i]] = MostBetweenTitles * ownWeights[i];
        for (var j = 0; j < similarities.Length; j++)
        {
            var tags = _tags[_rows[j]];
            var weights = _weights[_rows[j]];
            var sum = 0f;
            for (var i = 0; i < tags.Length; i++) sum += _spread[tags[i]] * weights[i];
            similarities[j] = sum;
        }

        similarities[candidate] = 1;
        foreach (var tag in own) _spread[tag] = 0;
    }
}
