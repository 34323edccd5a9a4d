namespace Recommender.Numerics.TopK;

/// <summary>Floats as unsigned integers of the same order.</summary>
internal static class FloatOrder
{
    /// <summary>Grows with the value, from −∞ to +∞; of NaN it says nothing.</summary>
    public static uint KeyOf(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return (uint)(bits ^ (bits >> 31 | int.MinValue));   // all bits of a negative number, the sign of any other
    }

    /// <summary>The value whose key this is.</summary>
    public static float ValueOf(uint key) =>
        BitConverter.Int32BitsToSingle((int)key ^ (~(int)key >> 31 | int.MinValue));

    /// <summary>Grows with the score; 0 for scores that are not finite, which so come last.</summary>
    public static uint RankOf(float score) => float.IsFinite(score) ? KeyOf(score) : 0;
}
