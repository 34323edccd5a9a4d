namespace Recommender.Ranking.Diversity;

/// <summary>Lists of candidates, one after the other, refilled for every row of a page. One thread at a time.</summary>
/// <typeparam name="T">Element.</typeparam>
internal sealed class GatheredLists<T>
    where T : unmanaged
{
    private readonly ItemBuffer<int> _offsets = new();
    private readonly ItemBuffer<T> _values = new();

    /// <summary>The lists.</summary>
    public CandidateLists<T> Lists => new(_offsets.Span, (ReadOnlySpan<T>)_values.Span);

    /// <summary>Takes all lists away.</summary>
    public void Begin()
    {
        _offsets.Clear();
        _offsets.Add(0);
        _values.Clear();
    }

    /// <summary>Adds an element to the list of the next candidate.</summary>
    public void Add(T value) => _values.Add(value);

    /// <summary>Adds elements to the list of the next candidate.</summary>
    public void Add(ReadOnlySpan<T> values) => _values.AddRange(values);

    /// <summary>Ends the list of a candidate.</summary>
    public void End() => _offsets.Add(_values.Count);
}
