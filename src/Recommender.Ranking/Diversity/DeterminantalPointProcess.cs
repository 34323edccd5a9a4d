using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Ranking.Diversity;

/// <summary>
/// Re-ranks candidates so that they are good and unlike: greedy maximisation of Σ θ·rᵢ + (1 − θ)·ln det S over the chosen, the
/// log-probability of a determinantal point process whose kernel is relevance times similarity.
/// </summary>
/// <remarks>
/// Chen, Zhang and Zhou, "Fast Greedy MAP Inference for Determinantal Point Process to Improve Recommendation Diversity",
/// NeurIPS 2018. The Cholesky factor of S grows by a row with each choice; relevance stays outside it, so nothing overflows.
/// </remarks>
public static class DeterminantalPointProcess
{
    /// <summary>What is left of a candidate that the chosen ones span: its logarithm must stay a number.</summary>
    internal const float LeastResidual = 1e-6f;

    // Vectors that are extended at a time.
    private const int Together = 4;

    /// <summary>Chooses candidates one after another.</summary>
    /// <param name="relevance">rᵢ, finite, higher is better, shape (n).</param>
    /// <param name="similarity">S, over the same n.</param>
    /// <param name="rule">What may follow what; told of every choice.</param>
    /// <param name="dial">θ, from variety alone, 0, to relevance alone, 1.</param>
    /// <param name="chosen">Receives places of candidates in the order of choice, each once; as many as there is room.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <returns>How many were chosen: fewer where candidates run out or the rule allows none that is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The dial is not in [0, 1].</exception>
    /// <remarks>O(k²·n) and k rows of S for k choices; equals break by place, the lower first. No allocation once the scratch has grown.</remarks>
    public static int Select<TSimilarity, TRule>(
        ReadOnlySpan<float> relevance, ref TSimilarity similarity, ref TRule rule, float dial, Span<int> chosen, RerankScratch scratch)
        where TSimilarity : ISimilarity, allows ref struct
        where TRule : IPlacementRule, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(scratch);
        if (dial is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(dial), dial, "the dial is from 0, variety alone, to 1, relevance alone");
        var count = relevance.Length;
        var most = Math.Min(chosen.Length, count);
        var block = Together * Vector<float>.Count;
        var stride = checked((count + block - 1) / block * block);
        var floats = scratch.Floats(checked((most + 2) * stride));
        var residuals = floats[..stride];   // what of each candidate the chosen ones do not span; negative: taken, or none
        var gains = floats.Slice(stride, stride);   // what each would add; at least that where its residual has shrunk since
        var factor = floats[(2 * stride)..];   // the factor's rows, one a choice, each over all candidates
        residuals[..count].Fill(1);
        residuals[count..].Fill(-1);

        var greedy = new LazyGreedy(relevance, residuals, gains, scratch.Integers(count), dial);
        for (var k = 0; k < most; k++)
        {
            var best = greedy.Next(ref rule);
            if (best < 0) return k;
            chosen[k] = best;
            rule.Place(best);
            if (k + 1 < most)
            {
                similarity.Fill(best, factor.Slice(k * stride, count));
                factor[((k * stride) + count)..((k + 1) * stride)].Clear();
                Extend(factor, k, best, residuals);
            }

            residuals[best] = -1;
        }

        return most;
    }

    // Row k of the factor, which holds S[best, ·]: (S[best, j] − Σ earlier rows' products) / √residual, for every j; residuals
    // shrink by its squares. Four vectors at a time: each waits for its own last product, and not for the others'.
    private static void Extend(Span<float> factor, int k, int best, Span<float> residuals)
    {
        var (width, stride, row) = (Vector<float>.Count, residuals.Length, k * residuals.Length);
        var scale = new Vector<float>(1 / MathF.Sqrt(Math.Max(residuals[best], LeastResidual)));
        ref var first = ref MemoryMarshal.GetReference(factor);
        ref var left = ref MemoryMarshal.GetReference(residuals);
        for (var i = 0; i < stride; i += Together * width)
        {
            ref var mine = ref Unsafe.Add(ref first, row + i);
            var (one, two) = (Vector.LoadUnsafe(ref mine), Vector.LoadUnsafe(ref mine, (nuint)width));
            var (three, four) = (Vector.LoadUnsafe(ref mine, (nuint)(2 * width)), Vector.LoadUnsafe(ref mine, (nuint)(3 * width)));
            for (var earlier = 0; earlier < row; earlier += stride)
            {
                var factorOfBest = new Vector<float>(-Unsafe.Add(ref first, earlier + best));
                ref var theirs = ref Unsafe.Add(ref first, earlier + i);
                one = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref theirs), factorOfBest, one);
                two = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref theirs, (nuint)width), factorOfBest, two);
                three = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref theirs, (nuint)(2 * width)), factorOfBest, three);
                four = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref theirs, (nuint)(3 * width)), factorOfBest, four);
            }

            Keep(one * scale, ref mine, ref left, i);
            Keep(two * scale, ref Unsafe.Add(ref mine, width), ref left, i + width);
            Keep(three * scale, ref Unsafe.Add(ref mine, 2 * width), ref left, i + (2 * width));
            Keep(four * scale, ref Unsafe.Add(ref mine, 3 * width), ref left, i + (3 * width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Vector<float> value, ref float mine, ref float left, int at)
    {
        value.StoreUnsafe(ref mine);
        var residual = Vector.LoadUnsafe(ref left, (nuint)at);
        var shrunk = Vector.Max(Vector<float>.Zero, residual - (value * value));
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(residual, Vector<float>.Zero), shrunk, residual).StoreUnsafe(ref left, (nuint)at);
    }
}
