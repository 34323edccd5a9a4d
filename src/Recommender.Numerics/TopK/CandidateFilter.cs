using System.Numerics;
using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Keeps the rows whose score may reach a threshold, with the bounds of their scores.</summary>
internal static unsafe class CandidateFilter<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    /// <summary>Writes, block by block, the score below which none of its rows reaches the threshold. Reads and writes up to a whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Limits(in RowBounds rows, int blocks, in ErrorBound bound, float threshold, float* limits)
    {
        for (var block = 0; block < blocks; block += TLanes.Count)
        {
            var error = Error(TLanes.Load(rows.BlockNorms + block), TLanes.Load(rows.BlockResiduals + block), bound);
            TLanes.Store(TLanes.Subtract(TLanes.Broadcast(threshold), error), limits + block);
        }
    }

    /// <summary>Whether the score of any row of a block reaches a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit)
    {
        var lanes = 0u;
        for (var lane = 0; lane < BlockRows; lane += TLanes.Count)
            lanes |= TLanes.Bits(TLanes.NotLess(Score(dots + lane, scales + lane, TLanes.Broadcast(queryScale)), TLanes.Broadcast(limit)));
        return lanes != 0;
    }

    /// <summary>Appends to the candidates and returns how many. Writes up to a vector more than it keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to)
    {
        var kept = 0;
        for (var live = scanned.Live; live != 0; live &= live - 1)
        {
            var row = BitOperations.TrailingZeroCount(live) * BlockRows;
            for (var lane = 0; lane < BlockRows; lane += TLanes.Count)
                kept += Rows(scanned, row + lane, bound, threshold, to.From(kept));
        }

        return kept;
    }

    /// <summary>Moves the candidates that reach the threshold together and returns how many they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Compact(Candidates candidates, int count, float threshold)
    {
        var limit = TLanes.Broadcast(threshold);
        var kept = 0;
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var slots = TLanes.Load((float*)candidates.Slots + i);
            var lower = TLanes.Load(candidates.Lower + i);
            var upper = TLanes.Load(candidates.Upper + i);
            var reaches = TLanes.NotLess(upper, limit);
            Store(candidates.From(kept), reaches, slots, lower, upper);
            var inside = count - i >= TLanes.Count ? uint.MaxValue : (1u << (count - i)) - 1;
            kept += BitOperations.PopCount(TLanes.Bits(reaches) & inside);
        }

        return kept;
    }

    /// <summary>How many of the values are below the limit. Their number is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountBelow(float* values, int count, float limit)
    {
        var limits = TLanes.Broadcast(limit);
        var below = 0;
        for (var i = 0; i < count; i += TLanes.Count) below += BitOperations.PopCount(TLanes.LessThan(TLanes.Load(values + i), limits));
        return below;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Rows(in ScannedRows scanned, int at, in ErrorBound bound, float threshold, Candidates to)
    {
        var score = Score(scanned.Dots + at, scanned.Rows.Scales + at, TLanes.Broadcast(bound.QueryScale));
        var error = Error(TLanes.Load(scanned.Rows.Norms + at), TLanes.Load(scanned.Rows.Residuals + at), bound);
        var upper = TLanes.Add(score, error);
        var reaches = TLanes.NotLess(upper, TLanes.Broadcast(threshold));
        Store(to, reaches, TLanes.Counting(scanned.FirstSlot + at), TLanes.Subtract(score, error), upper);
        return BitOperations.PopCount(TLanes.Bits(reaches));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Score(int* dots, float* scales, TVector queryScale) =>
        TLanes.Multiply(TLanes.LoadIntegers(dots), TLanes.Multiply(TLanes.Load(scales), queryScale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Error(TVector norms, TVector residuals, in ErrorBound bound) =>
        TLanes.MultiplyAdd(
            residuals, TLanes.Broadcast(bound.PerResidual),
            TLanes.MultiplyAdd(norms, TLanes.Broadcast(bound.PerNorm), TLanes.Broadcast(bound.Always)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Candidates to, TVector where, TVector slots, TVector lower, TVector upper)
    {
        TLanes.StoreWhere(where, slots, (float*)to.Slots);
        TLanes.StoreWhere(where, lower, to.Lower);
        TLanes.StoreWhere(where, upper, to.Upper);
    }
}
