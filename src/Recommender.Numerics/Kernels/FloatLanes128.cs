using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recommender.Numerics.Kernels;

/// <summary>Lanes of 128 bits, on whatever instructions the machine has for them.</summary>
internal readonly unsafe struct FloatLanes128 : IFloatLanes<Vector128<float>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => Vector128<float>.Count;

    public static Vector128<float> Zero => Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadIntegers(int* from) => Vector128.ConvertToSingle(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> x, Vector128<float> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> x, Vector128<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(x, y, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LessThan(Vector128<float> x, Vector128<float> y) => (uint)Vector128.LessThan(x, y).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NotLess(Vector128<float> x, Vector128<float> y) => ~Vector128.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Vector128<float> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWhere(Vector128<float> mask, Vector128<float> value, float* to) => LaneByLane.Store(Bits(mask), (float*)&value, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Counting(int first) => (Vector128.Create(first) + Vector128<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => Vector128.Sum(value);

    // A product of two floats is exact in double, so fusing it with the addition changes nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double A, double B) WideDots(float* a, float* b, double* y, nint length)
    {
        var (a0, a1, b0, b1) = (Vector128<double>.Zero, Vector128<double>.Zero, Vector128<double>.Zero, Vector128<double>.Zero);
        for (nint i = 0; i < length; i += Count)
        {
            var y0 = Vector128.Load(y + i);
            var y1 = Vector128.Load(y + i + Vector128<double>.Count);
            var (lower, upper) = Vector128.Widen(Vector128.Load(a + i));
            (a0, a1) = (Vector128.MultiplyAddEstimate(lower, y0, a0), Vector128.MultiplyAddEstimate(upper, y1, a1));
            (lower, upper) = Vector128.Widen(Vector128.Load(b + i));
            (b0, b1) = (Vector128.MultiplyAddEstimate(lower, y0, b0), Vector128.MultiplyAddEstimate(upper, y1, b1));
        }

        return (Vector128.Sum(a0 + a1), Vector128.Sum(b0 + b1));
    }
}
