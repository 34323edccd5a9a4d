using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Ranking.Diversity;

/// <summary>
/// Finds the candidate that adds most, where what each adds only falls as others are chosen: an old gain is a bound, and only those
/// whose bounds lead are computed anew. The choice is that of computing all of them.
/// </summary>
/// <remarks>
/// Minoux, "Accelerated Greedy Algorithms for Maximizing Submodular Set Functions", 1978. Where relevance falls from candidate to
/// candidate, bounds behind those that ever led fall too, and only the first of them need be looked at.
/// </remarks>
internal ref struct LazyGreedy
{
    private readonly ReadOnlySpan<float> _relevance;
    private readonly Span<float> _residuals;
    private readonly Span<float> _gains;
    private readonly Span<int> _refused;
    private readonly float _dial;
    private int _reach;

    /// <summary>Begins with bounds of relevance alone.</summary>
    /// <param name="relevance">Of each candidate.</param>
    /// <param name="residuals">What of each candidate the chosen ones do not span, in whole vectors; the caller's to shrink.</param>
    /// <param name="gains">Memory as long.</param>
    /// <param name="refused">Memory: candidates that the rule refuses this time.</param>
    /// <param name="dial">From variety alone, 0, to relevance alone, 1.</param>
    public LazyGreedy(ReadOnlySpan<float> relevance, Span<float> residuals, Span<float> gains, Span<int> refused, float dial)
    {
        _relevance = relevance;
        _residuals = residuals;
        _gains = gains;
        _refused = refused;
        _dial = dial;
        var falls = true;
        for (var i = 0; i < relevance.Length; i++)
        {
            gains[i] = dial * relevance[i];
            falls &= i == 0 || gains[i] <= gains[i - 1];
        }

        gains[relevance.Length..].Fill(float.NegativeInfinity);
        _reach = falls ? Math.Min(Vector<float>.Count, gains.Length) : gains.Length;
    }

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

    private readonly float Gain(int candidate) =>
        (_dial * _relevance[candidate]) + ((1 - _dial) * MathF.Log(Math.Max(_residuals[candidate], DeterminantalPointProcess.LeastResidual)));

    // The first of the highest bounds; -1 where nothing is left. Bounds beyond the reach have never changed: the first of them is the highest.
    private int Leader()
    {
        while (true)
        {
            var highest = Highest(_gains[.._reach]);
            if (_reach < _gains.Length && _gains[_reach] > highest)
            {
                _reach += Vector<float>.Count;
                continue;
            }

            return float.IsNegativeInfinity(highest) ? -1 : FirstOf(highest);
        }
    }

    private readonly int FirstOf(float bound)
    {
        ref var first = ref MemoryMarshal.GetReference(_gains);
        var (wanted, at) = (new Vector<float>(bound), 0);
        while (!Vector.EqualsAny(Vector.LoadUnsafe(ref first, (nuint)at), wanted)) at += Vector<float>.Count;
        while (_gains[at] != bound) at++;
        return at;
    }

    private static float Highest(ReadOnlySpan<float> of)
    {
        ref var first = ref MemoryMarshal.GetReference(of);
        var width = Vector<float>.Count;
        var (one, other) = (new Vector<float>(float.NegativeInfinity), new Vector<float>(float.NegativeInfinity));   // so that one need not wait for the other
        var i = 0;
        for (; i <= of.Length - (2 * width); i += 2 * width)
        {
            one = Vector.MaxNative(one, Vector.LoadUnsafe(ref first, (nuint)i));
            other = Vector.MaxNative(other, Vector.LoadUnsafe(ref first, (nuint)(i + width)));
        }

        if (i < of.Length) one = Vector.MaxNative(one, Vector.LoadUnsafe(ref first, (nuint)i));
        return Highest(Vector.MaxNative(one, other));
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
