using System.Numerics;
using System.Runtime.InteropServices;

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
        var (width, most) = (Vector<float>.Count, new Vector<float>(float.NegativeInfinity));
        for (var i = 0; i < _gains.Length; i += width) most = Vector.Max(most, Vector.LoadUnsafe(ref first, (nuint)i));
        var highest = float.NegativeInfinity;
        for (var i = 0; i < width; i++) highest = Math.Max(highest, most[i]);
        return float.IsNegativeInfinity(highest) ? -1 : _gains.IndexOf(highest);
    }
}
