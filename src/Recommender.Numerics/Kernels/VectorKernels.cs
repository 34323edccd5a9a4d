using System.Runtime.CompilerServices;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>Float kernels of one width with int8 kernels of one instruction set.</summary>
internal sealed unsafe class VectorKernels<TFloat, TFloatVector, TByte, TBytes, TSum>(string name) : KernelSet
    where TFloat : struct, IFloatLanes<TFloatVector>
    where TFloatVector : struct
    where TByte : struct, IByteLanes<TBytes, TSum>
    where TSum : struct
    where TBytes : struct
{
    public override string Name => name;

    public override bool IsSupported => TFloat.IsSupported && TByte.IsSupported;

    public override void Scan(float* rows, nint stride, int count, float* query, float* scores, nint prefetch) =>
        FloatScan<TFloat, TFloatVector>.Run(rows, stride, count, query, scores, prefetch);

    public override void ScanBlocks(byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, nint prefetch) =>
        ByteScan<TByte, TBytes, TSum>.Run(blocks, blockBytes, count, query, dots, prefetch);

    public override void ScanBlocksFour(
        byte* blocks, nint blockBytes, int count, Int8Queries queries, int* dots, nint pitch, nint prefetch) =>
        ByteScan<TByte, TBytes, TSum>.RunFour(blocks, blockBytes, count, queries, dots, pitch, prefetch);

    public override void WideDots(float* rows, nint stride, ReadOnlySpan<int> positions, double* query, double* sums) =>
        WideScan<TFloat, TFloatVector>.Run(rows, stride, positions, query, sums);

    public override void Limits(in RowBounds rows, int blocks, in ErrorBound bound, float threshold, float* limits) =>
        CandidateFilter<TFloat, TFloatVector>.Limits(rows, blocks, bound, threshold, limits);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ulong SiftBlocks(
        byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, in BlockLimits limits, nint prefetch)
    {
        var bias = TByte.Bias(*query.Sums);
        var reaching = 0ul;
        for (var b = 0; b < count; b++, blocks += blockBytes)
        {
            var scales = limits.Scales + b * Int8Matrix.RowsPerBlock;
            var to = dots + b * Int8Matrix.RowsPerBlock;
            ByteScan<TByte, TBytes, TSum>.Block(blocks, blockBytes, query.First, bias, to, prefetch);
            var reaches = TByte.AnyReaches(to, scales, limits.QueryScale, limits.Limits[b]);
            reaching |= (reaches ? 1ul : 0) << b;
        }

        return reaching;
    }

    public override int Keep(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to) =>
        CandidateFilter<TFloat, TFloatVector>.Run(scanned, bound, threshold, to);

    public override int Compact(Candidates candidates, int count, float threshold) =>
        CandidateFilter<TFloat, TFloatVector>.Compact(candidates, count, threshold);

    public override int CountBelow(float* values, int count, float limit) =>
        CandidateFilter<TFloat, TFloatVector>.CountBelow(values, count, limit);

    public override int PanelWidth => PanelProduct<TFloat, TFloatVector>.Width;

    public override void Strongest(float* rows, nint stride, int count, in Panels panels, in StrongestLists lists) =>
        PanelProduct<TFloat, TFloatVector>.Run(rows, stride, count, panels, lists);

    public override SolverKernels Solver { get; } = new VectorSolverKernels<TFloat, TFloatVector>();
}
