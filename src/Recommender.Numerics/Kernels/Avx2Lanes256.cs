using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>AVX2: |q| times the row with the sign of q, since it multiplies unsigned with signed bytes only.</summary>
/// <remarks>Its 16-bit sums saturate, and never reach that: rows hold no -128, so two products are at most 2 · 128 · 127.</remarks>
internal readonly unsafe struct Avx2Lanes256 : IByteLanes<Vector256<sbyte>, Vector256<int>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Rows => Vector256<int>.Count;

    public static Vector256<int> Zero => Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> LoadRows(byte* from) => Vector256.Load(from).AsSByte() ^ Vector256.Create(sbyte.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> LoadQuery(sbyte* from) => Vector256.Create(*(int*)from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Step(Vector256<int> sum, Vector256<sbyte> rows, Vector256<sbyte> query) =>
        sum + Avx2.MultiplyAddAdjacent(
            Avx2.MultiplyAddAdjacent(Avx2.Abs(query), Avx2.Sign(rows, query)), Vector256<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> x, Vector256<int> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> sum, int bias, int* to) => sum.Store(to);

    public static int Bias(int querySum) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit) =>
        CandidateFilter<FloatLanes256, Vector256<float>>.AnyReaches(dots, scales, queryScale, limit);
}
