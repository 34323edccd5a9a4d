namespace Recommender.Ranking.Diversity;

/// <summary>Memory that a re-ranking works in, kept between requests. One thread at a time.</summary>
public sealed class RerankScratch
{
    private float[] _floats = [];
    private int[] _integers = [];

    /// <summary>Numbers of no meaning yet. Ends with the next call.</summary>
    internal Span<float> Floats(int count)
    {
        if (_floats.Length < count) _floats = GC.AllocateUninitializedArray<float>(checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)));
        return _floats.AsSpan(0, count);
    }

    /// <summary>Numbers of no meaning yet. Ends with the next call.</summary>
    internal Span<int> Integers(int count)
    {
        if (_integers.Length < count) _integers = GC.AllocateUninitializedArray<int>(checked((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count)));
        return _integers.AsSpan(0, count);
    }
}
