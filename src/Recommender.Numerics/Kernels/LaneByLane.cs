using System.Numerics;

namespace Recommender.Numerics.Kernels;

/// <summary>What machines without an instruction for it do one lane at a time.</summary>
internal static unsafe class LaneByLane
{
    /// <summary>Stores the lanes whose bits are set side by side.</summary>
    public static void Store(uint lanes, float* value, float* to)
    {
        for (; lanes != 0; lanes &= lanes - 1) *to++ = value[BitOperations.TrailingZeroCount(lanes)];
    }
}
