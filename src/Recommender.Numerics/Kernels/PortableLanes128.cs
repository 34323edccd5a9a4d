using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>What every machine with vectors of 128 bits can do: products of int16, added in pairs and pairs of pairs.</summary>
internal readonly unsafe struct PortableLanes128 : IByteLanes<Vector128<sbyte>, Vector128<int>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Rows => Vector128<int>.Count;

    public static Vector128<int> Zero => Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadRows(byte* from) => Vector128.Load(from).AsSByte() ^ Vector128.Create(sbyte.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadQuery(sbyte* from) => Vector128.Create(*(int*)from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Step(Vector128<int> sum, Vector128<sbyte> rows, Vector128<sbyte> query) =>
        sum + Fours(Pairs(rows, query));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> x, Vector128<int> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> sum, int bias, int* to) => sum.Store(to);

    public static int Bias(int querySum) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit) =>
        CandidateFilter<FloatLanes128, Vector128<float>>.AnyReaches(dots, scales, queryScale, limit);

    // Even and odd elements are parted by shifts, so that sums of neighbours need no shuffle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pairs(Vector128<sbyte> x, Vector128<sbyte> y) =>
        (Even(x) * Even(y)) + (Odd(x) * Odd(y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Fours(Vector128<short> pairs) => ((pairs.AsInt32() << 16) >> 16) + (pairs.AsInt32() >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Even(Vector128<sbyte> bytes) => (bytes.AsInt16() << 8) >> 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Odd(Vector128<sbyte> bytes) => bytes.AsInt16() >> 8;
}
