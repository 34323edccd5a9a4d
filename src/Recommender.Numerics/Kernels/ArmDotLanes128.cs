using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>Arm dot product: four products of signed bytes and their sum in one instruction.</summary>
internal readonly unsafe struct ArmDotLanes128 : IByteLanes<Vector128<sbyte>, Vector128<int>>
{
    public static bool IsSupported => Dp.IsSupported;

    public static int Rows => Vector128<int>.Count;

    public static Vector128<int> Zero => Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadRows(byte* from) => Vector128.Load(from).AsSByte() ^ Vector128.Create(sbyte.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<sbyte> LoadQuery(sbyte* from) => Vector128.Create(*(int*)from).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Step(Vector128<int> sum, Vector128<sbyte> rows, Vector128<sbyte> query) =>
        Dp.DotProduct(sum, rows, query);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> x, Vector128<int> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> sum, int bias, int* to) => sum.Store(to);

    public static int Bias(int querySum) => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyReaches(int* dots, float* scales, float queryScale, float limit) =>
        CandidateFilter<FloatLanes128, Vector128<float>>.AnyReaches(dots, scales, queryScale, limit);
}
