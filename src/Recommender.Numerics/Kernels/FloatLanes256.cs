using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recommender.Numerics.Kernels;

/// <summary>Lanes of 256 bits, on whatever instructions the machine has for them.</summary>
internal readonly unsafe struct FloatLanes256 : IFloatLanes<Vector256<float>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    public static int Count => Vector256<float>.Count;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadIntegers(int* from) => Vector256.ConvertToSingle(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> x, Vector256<float> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> x, Vector256<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(x, y, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LessThan(Vector256<float> x, Vector256<float> y) => (uint)Vector256.LessThan(x, y).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NotLess(Vector256<float> x, Vector256<float> y) => ~Vector256.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Vector256<float> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWhere(Vector256<float> mask, Vector256<float> value, float* to) => LaneByLane.Store(Bits(mask), (float*)&value, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Counting(int first) => (Vector256.Create(first) + Vector256<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Vector256.Sum(value);

    // A product of two floats is exact in double, so fusing it with the addition changes nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double A, double B) WideDots(float* a, float* b, double* y, nint length)
    {
        var (a0, a1, b0, b1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint i = 0; i < length; i += Count)
        {
            var y0 = Vector256.Load(y + i);
            var y1 = Vector256.Load(y + i + Vector256<double>.Count);
            var (lower, upper) = Vector256.Widen(Vector256.Load(a + i));
            (a0, a1) = (Vector256.MultiplyAddEstimate(lower, y0, a0), Vector256.MultiplyAddEstimate(upper, y1, a1));
            (lower, upper) = Vector256.Widen(Vector256.Load(b + i));
            (b0, b1) = (Vector256.MultiplyAddEstimate(lower, y0, b0), Vector256.MultiplyAddEstimate(upper, y1, b1));
        }

        return (Vector256.Sum(a0 + a1), Vector256.Sum(b0 + b1));
    }
}
