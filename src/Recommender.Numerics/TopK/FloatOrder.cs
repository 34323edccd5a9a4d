namespace Recommender.Numerics.TopK;

/// <summary>Floats as unsigned integers of the same order.</summary>
internal static class FloatOrder
{
    /// <summary>Grows with the value, from −∞ to +∞; of NaN it says nothing.</summary>
    public static uint KeyOf(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    /// <summary>The value whose key this is.</summary>
    public static float ValueOf(uint key) =>
        BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key);

    /// <summary>Grows with the score; 0 for scores that are not finite, which so come last.</summary>
    public static uint RankOf(float score) => float.IsFinite(score) ? KeyOf(score) : 0;
}
