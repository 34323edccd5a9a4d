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
    // What is left of a candidate that the chosen ones span: its logarithm must stay a number.
    private const float LeastResidual = 1e-6f;

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
        var floats = scratch.Floats(checked((most + 1) * count));
        var residuals = floats[..count];   // what of each candidate the chosen ones do not span; negative: taken
        var factor = floats[count..];      // the factor's rows, one a choice, each over all candidates
        residuals.Fill(1);

        for (var k = 0; k < most; k++)
        {
            var best = Best(relevance, residuals, ref rule, dial);
            if (best < 0) return k;
            chosen[k] = best;
            rule.Place(best);
            if (k + 1 < most) Extend(factor, k, best, residuals, ref similarity);
            residuals[best] = -1;
        }

        return most;
    }

    private static int Best<TRule>(ReadOnlySpan<float> relevance, ReadOnlySpan<float> residuals, ref TRule rule, float dial)
        where TRule : IPlacementRule, allows ref struct
    {
        var (best, bestGain) = (-1, float.NegativeInfinity);
        for (var i = 0; i < residuals.Length; i++)
        {
            if (residuals[i] < 0) continue;
            var gain = dial * relevance[i];
            if (gain <= bestGain) continue;   // the other part is at most 0
            gain += (1 - dial) * MathF.Log(Math.Max(residuals[i], LeastResidual));
            if (gain > bestGain && rule.Allows(i)) (best, bestGain) = (i, gain);
        }

        return best;
    }

    // Row k of the factor: (S[best, j] − Σ earlier rows' products) / √residual, for every j; residuals shrink by its squares.
    private static void Extend<TSimilarity>(Span<float> factor, int k, int best, Span<float> residuals, ref TSimilarity similarity)
        where TSimilarity : ISimilarity, allows ref struct
    {
        var count = residuals.Length;
        var row = factor.Slice(k * count, count);
        similarity.Fill(best, row);
        for (var earlier = 0; earlier < k; earlier++)
        {
            var other = factor.Slice(earlier * count, count);
            SubtractScaled(row, other, other[best]);
        }

        ShrinkBy(row, 1 / MathF.Sqrt(Math.Max(residuals[best], LeastResidual)), residuals);
    }

    private static void SubtractScaled(Span<float> row, ReadOnlySpan<float> other, float scale)
    {
        ref var x = ref MemoryMarshal.GetReference(row);
        ref var y = ref MemoryMarshal.GetReference(other);
        var (width, scales, i) = (Vector<float>.Count, new Vector<float>(-scale), 0);
        for (; i <= row.Length - width; i += width)
            Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref y, (nuint)i), scales, Vector.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref x, (nuint)i);
        for (; i < row.Length; i++) Unsafe.Add(ref x, i) = MathF.FusedMultiplyAdd(Unsafe.Add(ref y, i), -scale, Unsafe.Add(ref x, i));
    }

    private static void ShrinkBy(Span<float> row, float scale, Span<float> residuals)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var value = row[i] *= scale;
            if (residuals[i] >= 0) residuals[i] = Math.Max(0, residuals[i] - (value * value));
        }
    }
}
