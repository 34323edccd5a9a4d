using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>SSSE3: |q| times the row with the sign of q, since it multiplies unsigned with signed bytes only.</summary>
/// <remarks>Its 16-bit sums saturate, and never reach that: rows hold no -128, so two products are at most 2 · 128 · 127.</remarks>
internal readonly unsafe struct Ssse3Lanes128 : IByteLanes<Vector128<sbyte>, Vector128<int>>
{
    public static bool IsSupported => Ssse3.IsSupported;

    public static int Rows => Vector128<int>.Count;

    public static Vector128<int> Zero => Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadRows(byte* from) => Vector128.Load(from).AsSByte() ^ Vector128.Create(sbyte.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadQuery(sbyte* from) => Vector128.Create(*(int*)from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Step(Vector128<int> sum, Vector128<sbyte> rows, Vector128<sbyte> query) =>
        sum + Sse2.MultiplyAddAdjacent(
            Ssse3.MultiplyAddAdjacent(Ssse3.Abs(query), Ssse3.Sign(rows, query)), Vector128<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> x, Vector128<int> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> sum, int bias, int* to) => sum.Store(to);

    public static int Bias(int querySum) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit) =>
        CandidateFilter<FloatLanes128, Vector128<float>>.AnyReaches(dots, scales, queryScale, limit);
}
