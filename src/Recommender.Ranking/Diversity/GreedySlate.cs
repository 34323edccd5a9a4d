using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Ranking.Diversity;

/// <summary>
/// A slate in the making: what each candidate would add to it, kept up to date for all of them, a vector at a time. That is sooner than
/// bounds by which most need not be looked at (Minoux, 1978): a vector of candidates costs no more than to find out which one it is.
/// </summary>
internal ref struct GreedySlate
{
    // What is left of a candidate that the chosen ones span: its logarithm must stay a number.
    private const float LeastResidual = 1e-6f;

    // Vectors that are extended at a time.
    private const int Together = 4;

    private readonly ReadOnlySpan<float> _relevance;
    private readonly Span<float> _worth;       // relevance by the dial
    private readonly Span<float> _residuals;   // what of each candidate the chosen ones do not span; negative: taken, or none
    private readonly Span<float> _gains;       // what each would add now; negative infinity: not to be had
    private readonly Span<float> _factor;      // the Cholesky factor's rows, one a choice, each over all candidates
    private readonly float _variety;
    private int _taken;

    /// <summary>Begins with nothing chosen.</summary>
    /// <param name="relevance">Of each candidate.</param>
    /// <param name="dial">From variety alone, 0, to relevance alone, 1.</param>
    /// <param name="most">Choices to come at most.</param>
    /// <param name="scratch">Memory to work in.</param>
    public GreedySlate(ReadOnlySpan<float> relevance, float dial, int most, RerankScratch scratch)
    {
        var block = Together * Vector<float>.Count;
        var stride = checked((relevance.Length + block - 1) / block * block);
        var floats = scratch.Floats(checked((most + 3) * stride));
        _relevance = relevance;
        _variety = 1 - dial;
        _worth = floats[..stride];
        _residuals = floats.Slice(stride, stride);
        _gains = floats.Slice(2 * stride, stride);
        _factor = floats[(3 * stride)..];
        for (var i = 0; i < relevance.Length; i++) _worth[i] = dial * relevance[i];
        _worth[relevance.Length..].Clear();
        _residuals[..relevance.Length].Fill(1);
        _residuals[relevance.Length..].Fill(-1);
        _worth.CopyTo(_gains);
        _gains[relevance.Length..].Fill(float.NegativeInfinity);
    }

    /// <summary>The candidate that adds most of those that the rule allows, the lower where they are equal; -1 where there is none.</summary>
    public readonly int Best<TRule>(ref TRule rule)
        where TRule : IPlacementRule, allows ref struct
    {
        while (First(_gains) is var best && best >= 0)
        {
            if (rule.Allows(best)) return best;
            _gains[best] = float.NegativeInfinity;   // until the next choice
        }

        return -1;
    }

    /// <summary>Takes a candidate, after which all others add less or as much.</summary>
    public void Take<TSimilarity>(int best, ref TSimilarity similarity)
        where TSimilarity : ISimilarity, allows ref struct
    {
        var row = _factor.Slice(_taken * _residuals.Length, _residuals.Length);
        similarity.Fill(best, row[.._relevance.Length]);
        row[_relevance.Length..].Clear();
        var scale = 1 / MathF.Sqrt(Math.Max(_residuals[best], LeastResidual));
        _residuals[best] = -1;
        Extend(best, new Vector<float>(scale));
        _taken++;
    }

    // The factor's newest row, which holds S[best, ·]: (S[best, j] − Σ earlier rows' products) / √residual, for every j; residuals
    // shrink by its squares. Four vectors at a time: each waits for its own last product, and not for the others'.
    private readonly void Extend(int best, Vector<float> scale)
    {
        var (width, stride, row) = (Vector<float>.Count, _residuals.Length, _taken * _residuals.Length);
        ref var first = ref MemoryMarshal.GetReference(_factor);
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

            Keep(one * scale, ref mine, i);
            Keep(two * scale, ref Unsafe.Add(ref mine, width), i + width);
            Keep(three * scale, ref Unsafe.Add(ref mine, 2 * width), i + (2 * width));
            Keep(four * scale, ref Unsafe.Add(ref mine, 3 * width), i + (3 * width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Keep(Vector<float> value, ref float mine, int at)
    {
        value.StoreUnsafe(ref mine);
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetReference(_residuals), at);
        var residual = Vector.LoadUnsafe(ref left);
        var isLeft = Vector.GreaterThanOrEqual(residual, Vector<float>.Zero);
        var shrunk = Vector.MaxNative(Vector<float>.Zero, residual - (value * value));
        Vector.ConditionalSelect(isLeft, shrunk, residual).StoreUnsafe(ref left);

        var variety = Vector.Log(Vector.MaxNative(shrunk, new Vector<float>(LeastResidual)));
        var gain = Vector.FusedMultiplyAdd(variety, new Vector<float>(_variety), Vector.LoadUnsafe(ref MemoryMarshal.GetReference(_worth), (nuint)at));
        Vector.ConditionalSelect(isLeft, gain, new Vector<float>(float.NegativeInfinity)).StoreUnsafe(ref MemoryMarshal.GetReference(_gains), (nuint)at);
    }

    // The first of the highest; -1 where none is a number.
    private static int First(ReadOnlySpan<float> gains)
    {
        var width = Vector<float>.Count;
        ref var first = ref MemoryMarshal.GetReference(gains);
        var highest = new Vector<float>(float.NegativeInfinity);
        for (var i = 0; i < gains.Length; i += width) highest = Vector.MaxNative(highest, Vector.LoadUnsafe(ref first, (nuint)i));
        var most = Highest(highest);
        if (float.IsNegativeInfinity(most)) return -1;

        var (wanted, at) = (new Vector<float>(most), 0);
        while (!Vector.EqualsAny(Vector.LoadUnsafe(ref first, (nuint)at), wanted)) at += width;
        while (gains[at] != most) at++;
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
