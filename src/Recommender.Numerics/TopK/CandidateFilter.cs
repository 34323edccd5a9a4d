using System.Numerics;
using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Keeps the rows whose score may reach a threshold, with the bounds of their scores.</summary>
internal static unsafe class CandidateFilter<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>Appends to the candidates and returns how many.</summary>
    public static int Run(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to)
    {
        var kept = 0;
        for (var block = 0; block < scanned.Blocks; block++)
        {
            var allowed = (uint)scanned.Allowed[block];
            if (allowed == 0) continue;

            for (var lane = 0; lane < Int8Matrix.RowsPerBlock; lane += TLanes.Count)
            {
                var at = block * Int8Matrix.RowsPerBlock + lane;
                kept = Lanes(scanned, at, allowed >> lane, bound, threshold, to, kept);
            }
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lanes(
        in ScannedRows scanned, int at, uint allowed, in ErrorBound bound, float threshold, Candidates to, int kept)
    {
        var scale = TLanes.Multiply(TLanes.Load(scanned.Scales + at), TLanes.Broadcast(bound.QueryScale));
        var score = TLanes.Multiply(TLanes.LoadIntegers(scanned.Dots + at), scale);
        var error = TLanes.MultiplyAdd(
            TLanes.Load(scanned.Norms + at), TLanes.Broadcast(bound.PerNorm), TLanes.Broadcast(bound.Always));
        error = TLanes.MultiplyAdd(TLanes.Load(scanned.Residuals + at), TLanes.Broadcast(bound.PerResidual), error);

        var upper = TLanes.Add(score, error);
        var lanes = allowed & ~TLanes.LessThan(upper, TLanes.Broadcast(threshold)) & ((1u << TLanes.Count) - 1);
        if (lanes == 0) return kept;

        var uppers = stackalloc float[Int8Matrix.RowsPerBlock];
        var lowers = stackalloc float[Int8Matrix.RowsPerBlock];
        TLanes.Store(upper, uppers);
        TLanes.Store(TLanes.Subtract(score, error), lowers);
        for (; lanes != 0; lanes &= lanes - 1, kept++)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            to.Rows[kept] = scanned.FirstRow + at + lane;
            to.Lower[kept] = lowers[lane];
            to.Upper[kept] = uppers[lane];
        }

        return kept;
    }

    /// <summary>How many of the values are below the limit. Their number is a multiple of 16.</summary>
    public static int CountBelow(float* values, int count, float limit)
    {
        var limits = TLanes.Broadcast(limit);
        var below = 0;
        for (var i = 0; i < count; i += TLanes.Count) below += BitOperations.PopCount(TLanes.LessThan(TLanes.Load(values + i), limits));
        return below;
    }
}
