using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Takes interactions into memory.</summary>
internal sealed class InteractionArrays : IInteractionSink
{
    private readonly List<long> _offsets = [0];
    private readonly List<int> _titles = [];
    private readonly List<float> _values = [];
    private readonly List<long> _times = [];

    public void Append(ReadOnlySpan<int> titles, ReadOnlySpan<float> values, ReadOnlySpan<long> times)
    {
        _titles.AddRange(titles);
        _values.AddRange(values);
        _times.AddRange(times);
        _offsets.Add(_titles.Count);
    }

    public Interactions ToInteractions(int titleCount) => new(titleCount, [.. _offsets], [.. _titles], [.. _values], [.. _times]);
}
