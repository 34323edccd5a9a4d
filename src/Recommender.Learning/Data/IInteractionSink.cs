namespace Recommender.Learning.Data;

/// <summary>Takes the interactions of one member after the other.</summary>
internal interface IInteractionSink
{
    /// <summary>All that the next member did, oldest first; may be nothing.</summary>
    void Append(ReadOnlySpan<int> titles, ReadOnlySpan<float> values, ReadOnlySpan<long> times);
}
