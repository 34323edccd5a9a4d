using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Ranking.Diversity;

/// <summary>
/// Finds the candidate that adds most, where what each adds only falls as others are chosen: an old gain is a bound, and only those
/// whose bounds lead are computed anew. The choice is that of computing all of them.
/// </summary>
/// <remarks>Minoux, "Accelerated Greedy Algorithms for Maximizing Submodular Set Functions", 1978.</remarks>
internal readonly ref struct LazyGreedy(ReadOnlySpan<float> relevance, Span<float> residuals, Span<float> gains, Span<int> refused, float dial)
{
    private readonly ReadOnlySpan<float> _relevance = relevance;
    private readonly Span<float> _residuals = residuals;
    private readonly Span<float> _gains = gains;
    private readonly Span<int> _refused = refused;   // memory: candidates that the rule refuses this time
    private readonly float _dial = dial;

    /// <summary>The candidate that adds most of those that the rule allows, the lower where they are equal, which is taken from now on; -1 where there is none.</summary>
    public int Next<TRule>(ref TRule rule)
        where TRule : IPlacementRule, allows ref struct
    {
        var notNow = 0;
        var best = -1;
        while (Leader() is var leader && leader >= 0)
        {
            var gain = Gain(leader);
            if (gain < _gains[leader])
            {
                _gains[leader] = gain;
                continue;
            }

            _gains[leader] = float.NegativeInfinity;
            if (rule.Allows(leader))
            {
                best = leader;
                break;
            }

            _refused[notNow++] = leader;
        }

        foreach (var candidate in _refused[..notNow]) _gains[candidate] = Gain(candidate);
        return best;
    }

    private float Gain(int candidate) =>
        (_dial * _relevance[candidate]) + ((1 - _dial) * MathF.Log(Math.Max(_residuals[candidate], DeterminantalPointProcess.LeastResidual)));

    // The first of the highest bounds; -1 where nothing is left.
    private int Leader()
    {
        ref var first = ref MemoryMarshal.GetReference(_gains);
        var width = Vector<float>.Count;
        var (one, other) = (new Vector<float>(float.NegativeInfinity), new Vector<float>(float.NegativeInfinity));   // so that one need not wait for the other
        var i = 0;
        for (; i <= _gains.Length - (2 * width); i += 2 * width)
        {
            one = Vector.MaxNative(one, Vector.LoadUnsafe(ref first, (nuint)i));
            other = Vector.MaxNative(other, Vector.LoadUnsafe(ref first, (nuint)(i + width)));
        }

        if (i < _gains.Length) one = Vector.MaxNative(one, Vector.LoadUnsafe(ref first, (nuint)i));
        var highest = Highest(Vector.MaxNative(one, other));
        if (float.IsNegativeInfinity(highest)) return -1;

        var wanted = new Vector<float>(highest);
        var at = 0;
        while (!Vector.EqualsAny(Vector.LoadUnsafe(ref first, (nuint)at), wanted)) at += width;
        while (_gains[at] != highest) at++;
        return at;
    }

    private static float Highest(Vector<float> of)
    {
        if (Vector<float>.Count != Vector256<float>.Count) return Highest(of, Vector<float>.Count);
        var all = of.AsVector256();
        var half = Vector128.MaxNative(all.GetLower(), all.GetUpper());
        half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        half = Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2)));
        return half.ToScalar();
    }

    private static float Highest(Vector<float> of, int width)
    {
        var highest = float.NegativeInfinity;
        for (var i = 0; i < width; i++) highest = Math.Max(highest, of[i]);
        return highest;
    }
}
