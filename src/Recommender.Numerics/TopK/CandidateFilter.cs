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

    /// <summary>Appends to the candidates and returns how many. Writes up to a vector more than it keeps.</summary>
    /// <remarks>Most blocks have no such row, so they are first passed over by the bounds of their worst, without a branch.</remarks>
    [SkipLocalsInit]
    public static int Run(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to)
    {
        var blocks = stackalloc int[ScannedRows.MaxBlocks];
        var reaching = Reaching(scanned, bound, threshold, blocks);
        var kept = 0;
        for (var i = 0; i < reaching; i++)
        {
            for (var lane = 0; lane < BlockRows; lane += TLanes.Count)
                kept += Rows(scanned, blocks[i] * BlockRows + lane, bound, threshold, to.From(kept));
        }

        return kept;
    }

    /// <summary>Moves the candidates that reach the threshold together and returns how many they are.</summary>
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
    public static int CountBelow(float* values, int count, float limit)
    {
        var limits = TLanes.Broadcast(limit);
        var below = 0;
        for (var i = 0; i < count; i += TLanes.Count) below += BitOperations.PopCount(TLanes.LessThan(TLanes.Load(values + i), limits));
        return below;
    }

    // Writes the blocks in which a row may reach the threshold and returns how many they are.
    private static int Reaching(in ScannedRows scanned, in ErrorBound bound, float threshold, int* blocks)
    {
        var dots = scanned.Dots;
        var scales = scanned.Rows.Scales;
        var queryScale = TLanes.Broadcast(bound.QueryScale);
        var count = 0;
        for (var block = 0; block < scanned.Blocks; block++, dots += BlockRows, scales += BlockRows)
        {
            var error = scanned.Rows.BlockNorms[block] * bound.PerNorm + scanned.Rows.BlockResiduals[block] * bound.PerResidual + bound.Always;
            var limit = TLanes.Broadcast(threshold - error);
            var lanes = 0u;
            for (var lane = 0; lane < BlockRows; lane += TLanes.Count)
                lanes |= TLanes.Bits(TLanes.NotLess(Score(dots + lane, scales + lane, queryScale), limit));

            blocks[count] = block;
            count += (lanes != 0 ? 1 : 0) & (int)(scanned.Live >> block);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Rows(in ScannedRows scanned, int at, in ErrorBound bound, float threshold, Candidates to)
    {
        var score = Score(scanned.Dots + at, scanned.Rows.Scales + at, TLanes.Broadcast(bound.QueryScale));
        var error = TLanes.MultiplyAdd(
            TLanes.Load(scanned.Rows.Norms + at), TLanes.Broadcast(bound.PerNorm), TLanes.Broadcast(bound.Always));
        error = TLanes.MultiplyAdd(TLanes.Load(scanned.Rows.Residuals + at), TLanes.Broadcast(bound.PerResidual), error);

        var upper = TLanes.Add(score, error);
        var reaches = TLanes.NotLess(upper, TLanes.Broadcast(threshold));
        Store(to, reaches, TLanes.Counting(scanned.FirstSlot + at), TLanes.Subtract(score, error), upper);
        return BitOperations.PopCount(TLanes.Bits(reaches));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Score(int* dots, float* scales, TVector queryScale) =>
        TLanes.Multiply(TLanes.LoadIntegers(dots), TLanes.Multiply(TLanes.Load(scales), queryScale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Candidates to, TVector where, TVector slots, TVector lower, TVector upper)
    {
        TLanes.StoreWhere(where, slots, (float*)to.Slots);
        TLanes.StoreWhere(where, lower, to.Lower);
        TLanes.StoreWhere(where, upper, to.Upper);
    }
}
