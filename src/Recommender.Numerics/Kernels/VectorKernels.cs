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

    public override int Keep(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to) =>
        CandidateFilter<TFloat, TFloatVector>.Run(scanned, bound, threshold, to);

    public override int Compact(Candidates candidates, int count, float threshold) =>
        CandidateFilter<TFloat, TFloatVector>.Compact(candidates, count, threshold);

    public override int CountBelow(float* values, int count, float limit) =>
        CandidateFilter<TFloat, TFloatVector>.CountBelow(values, count, limit);

    public override int PanelWidth => PanelProduct<TFloat, TFloatVector>.Width;

    public override void Strongest(float* rows, nint stride, int count, in Panels panels, in StrongestLists lists) =>
        PanelProduct<TFloat, TFloatVector>.Run(rows, stride, count, panels, lists);
}
