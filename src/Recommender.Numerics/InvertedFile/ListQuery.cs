using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>A query as codes, which lie in the scratch.</summary>
internal readonly unsafe struct ListQuery
{
    private ListQuery(Int8Queries codes, float length, ErrorBound bound) => (Codes, Length, Bound) = (codes, length, bound);

    public Int8Queries Codes { get; }

    /// <summary>‖query‖, about.</summary>
    public float Length { get; }

    /// <summary>How far scores may be from the products of codes.</summary>
    public ErrorBound Bound { get; }

    /// <summary>Quantises; the scratch is not shared while what is returned is in use.</summary>
    /// <param name="kernels">Kernels.</param>
    /// <param name="query">Shape (d).</param>
    /// <param name="generation">What is searched.</param>
    /// <param name="scratch">Receives the codes.</param>
    /// <param name="doubt">The part of what a projection leaves over that is reckoned with; 1 is all of it.</param>
    public static ListQuery Of(
        KernelSet kernels, ReadOnlySpan<float> query, ListGeneration generation, InvertedFileScratch scratch, double doubt)
    {
        var projection = generation.Store.Projection;
        if (projection is not null) return Projected(kernels, query, projection, generation.LongestRow, scratch, doubt);

        var (scale, norm, residual) = SymmetricInt8.Quantize(query, scratch.Rows.Codes.AsSpan(0, query.Length));
        var bound = ErrorBound.For(scale, (double)norm + residual, residual, generation.LongestRow);
        return new ListQuery(Pad(scratch, query.Length), norm, bound);
    }

    [SkipLocalsInit]
    private static ListQuery Projected(
        KernelSet kernels, ReadOnlySpan<float> query, Projection projection, double longestRow, InvertedFileScratch scratch, double doubt)
    {
        var buffer = stackalloc byte[AlignedQuery.BufferBytes];
        Span<float> parts = stackalloc float[Projection.MostDirections];
        parts = parts[..projection.Count];
        projection.Apply(kernels, AlignedQuery.Copy(query, buffer), parts);
        var (length, rest) = Projection.LengthsOf(query, parts);
        var (scale, norm, residual) = SymmetricInt8.Quantize(parts, scratch.Rows.Codes.AsSpan(0, parts.Length));

        // x·y = p·q + r·s: codes miss p·q by ‖p̂‖‖ε‖ and, as rough as they are, by ‖δ‖‖q‖; r·s is at most ‖r‖‖s‖.
        var bound = ErrorBound.For(scale, length + residual, residual, longestRow);
        if (double.IsFinite(bound.QueryNorm))
        {
            var rough = residual + projection.Roughness * ((double)norm + residual);
            bound = bound with
            {
                PerNorm = SymmetricInt8.RoundUp(rough * doubt),
                PerResidual = Math.Max(SymmetricInt8.RoundUp(rest * doubt), bound.Always),
            };
        }

        return new ListQuery(Pad(scratch, parts.Length), (float)length, bound);
    }

    // Kernels read pairs of four elements.
    private static Int8Queries Pad(InvertedFileScratch scratch, int length)
    {
        var padded = scratch.Rows.Codes.AsSpan(0, (length + 7) & ~7);
        padded[length..].Clear();
        scratch.CodeSum[0] = Int8Queries.SumOf(padded);
        fixed (sbyte* codes = scratch.Rows.Codes)   // both are pinned for good
        fixed (int* sum = scratch.CodeSum) return new Int8Queries(codes, 0, sum);
    }
}
