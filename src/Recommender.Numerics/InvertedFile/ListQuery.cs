using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>A query as codes, which lie in the scratch.</summary>
internal readonly unsafe struct ListQuery
{
    private ListQuery(Int8Queries codes, float norm, ErrorBound bound) => (Codes, CodeNorm, Bound) = (codes, norm, bound);

    public Int8Queries Codes { get; }

    /// <summary>‖scale · codes‖.</summary>
    public float CodeNorm { get; }

    /// <summary>How far scores may be from the products of codes.</summary>
    public ErrorBound Bound { get; }

    /// <summary>Quantises; the scratch is not shared while what is returned is in use.</summary>
    public static ListQuery Of(ReadOnlySpan<float> query, double longestRow, InvertedFileScratch scratch)
    {
        var padded = scratch.Rows.Codes.AsSpan(0, (query.Length + 7) & ~7);
        padded[query.Length..].Clear();
        var (scale, norm, residual) = SymmetricInt8.Quantize(query, padded[..query.Length]);
        scratch.CodeSum[0] = Int8Queries.SumOf(padded);
        var bound = ErrorBound.For(scale, (double)norm + residual, residual, longestRow);
        fixed (sbyte* codes = scratch.Rows.Codes)   // both are pinned for good
        fixed (int* sum = scratch.CodeSum) return new ListQuery(new Int8Queries(codes, 0, sum), norm, bound);
    }
}
