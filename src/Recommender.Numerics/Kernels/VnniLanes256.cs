using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>AVX-VNNI: four products and their sum in one instruction, of unsigned with signed bytes.</summary>
/// <remarks>The 128 that rows are stored with stays; it makes every sum too large by 128 times the sum of the query.</remarks>
internal readonly unsafe struct VnniLanes256 : IByteLanes<Vector256<sbyte>, Vector256<int>>
{
    public static bool IsSupported => AvxVnni.IsSupported;

    public static int Rows => Vector256<int>.Count;

    public static Vector256<int> Zero => Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> LoadRows(byte* from) => Vector256.Load(from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> LoadQuery(sbyte* from) => Vector256.Create(*(int*)from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Step(Vector256<int> sum, Vector256<sbyte> rows, Vector256<sbyte> query) =>
        AvxVnni.MultiplyWideningAndAdd(sum, rows.AsByte(), query);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> x, Vector256<int> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> sum, int bias, int* to) => (sum - Vector256.Create(bias)).Store(to);

    public static int Bias(int querySum) => 128 * querySum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit) =>
        CandidateFilter<FloatLanes256, Vector256<float>>.AnyReaches(dots, scales, queryScale, limit);
}
