using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recommender.Numerics.Kernels;

/// <summary>Lanes of 512 bits, on whatever instructions the machine has for them.</summary>
internal readonly unsafe struct FloatLanes512 : IFloatLanes<Vector512<float>>
{
    private const int Half = 8;

    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public static int Count => Vector512<float>.Count;

    public static Vector512<float> Zero => Vector512<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadIntegers(int* from) => Vector512.ConvertToSingle(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> x, Vector512<float> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> x, Vector512<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(x, y, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LessThan(Vector512<float> x, Vector512<float> y) => (uint)Vector512.LessThan(x, y).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NotLess(Vector512<float> x, Vector512<float> y) => ~Vector512.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Vector512<float> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWhere(Vector512<float> mask, Vector512<float> value, float* to)
    {
        if (Avx512F.IsSupported) Avx512F.Compress(value, mask, value).Store(to);
        else LaneByLane.Store(Bits(mask), (float*)&value, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Counting(int first) => (Vector512.Create(first) + Vector512<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Vector512.Sum(value);

    // A product of two floats is exact in double, so fusing it with the addition changes nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double A, double B) WideDots(float* a, float* b, double* y, nint length)
    {
        var (a0, a1, b0, b1) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (nint i = 0; i < length; i += Count)
        {
            var y0 = Vector512.Load(y + i);
            var y1 = Vector512.Load(y + i + Half);
            a0 = Vector512.MultiplyAddEstimate(Widen(a + i), y0, a0);
            b0 = Vector512.MultiplyAddEstimate(Widen(b + i), y0, b0);
            a1 = Vector512.MultiplyAddEstimate(Widen(a + i + Half), y1, a1);
            b1 = Vector512.MultiplyAddEstimate(Widen(b + i + Half), y1, b1);
        }

        return (Vector512.Sum(a0 + a1), Vector512.Sum(b0 + b1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widen(float* from)
    {
        if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(Vector256.Load(from));
        var (lower, upper) = Vector256.Widen(Vector256.Load(from));
        return Vector512.Create(lower, upper);
    }
}
