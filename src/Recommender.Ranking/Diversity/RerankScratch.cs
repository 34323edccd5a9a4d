namespace Recommender.Ranking.Diversity;

/// <summary>Memory that a re-ranking works in, kept between requests. One thread at a time.</summary>
public sealed class RerankScratch
{
    private float[] _floats = [];

    /// <summary>Numbers of no meaning yet. Ends with the next call.</summary>
    internal Span<float> Floats(int count)
    {
        if (_floats.Length < count) _floats = GC.AllocateUninitializedArray<float>(checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)));
        return _floats.AsSpan(0, count);
    }
}
