using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Numerics.Quantization;

/// <summary>Rounds a vector to multiples of one scale, −127 to 127 of them.</summary>
internal static class SymmetricInt8
{
    private static readonly int Width = Vector256<float>.Count;

    /// <summary>Writes the codes and returns their scale, ‖scale · codes‖ and ‖x − scale · codes‖, both rounded up.</summary>
    /// <remarks>A vector that is not finite gets codes of 0 and an infinite residual: nothing can be said of its products.</remarks>
    public static (float Scale, float Norm, float Residual) Quantize(ReadOnlySpan<float> x, Span<sbyte> codes)
    {
        var largest = LargestMagnitude(x);
        if (!float.IsFinite(largest))
        {
            codes.Clear();
            return (0, 0, float.PositiveInfinity);
        }

        var scale = largest / 127;
        var inverse = scale == 0 ? 0 : 1.0 / scale;   // a vector of the tiniest numbers is all residual
        var (norms, residuals) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= x.Length - Width; i += Width)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create(x.Slice(i, Width)));
            (lower, norms, residuals) = Round(lower, scale, inverse, norms, residuals);
            (upper, norms, residuals) = Round(upper, scale, inverse, norms, residuals);
            Store(Vector256.ConvertToInt32(Vector256.Narrow(lower, upper)), codes.Slice(i, Width));
        }

        var (norm, residual) = (Vector256.Sum(norms), Vector256.Sum(residuals));
        for (; i < x.Length; i++)
        {
            var code = (sbyte)Math.Clamp(Math.Round(x[i] * inverse), -127, 127);
            var product = (double)scale * code;
            codes[i] = code;
            norm += product * product;
            residual += (x[i] - product) * (x[i] - product);
        }

        return (scale, RoundUp(Math.Sqrt(norm)), RoundUp(Math.Sqrt(residual)));
    }

    /// <summary>‖x‖ rounded up; infinite when an element is not finite.</summary>
    public static float NormOf(ReadOnlySpan<float> x)
    {
        var squares = 0.0;
        foreach (var element in x) squares += (double)element * element;
        return double.IsFinite(squares) ? RoundUp(Math.Sqrt(squares)) : float.PositiveInfinity;
    }

    /// <summary>A float that is at least a sum of doubles which was rounded now and then.</summary>
    public static float RoundUp(double value)
    {
        const double more = 1 + 1e-12;   // 2,048 roundings of 2⁻⁵³, and room
        var rounded = (float)(value * more);
        return rounded >= value * more ? rounded : MathF.BitIncrement(rounded);
    }

    // Not finite when an element is not.
    private static float LargestMagnitude(ReadOnlySpan<float> x)
    {
        var largest = Vector256<float>.Zero;
        var i = 0;
        for (; i <= x.Length - Width; i += Width) largest = Vector256.Max(largest, Vector256.Abs(Vector256.Create(x.Slice(i, Width))));
        var magnitude = 0f;
        for (; i < x.Length; i++) magnitude = Math.Max(magnitude, Math.Abs(x[i]));
        for (var lane = 0; lane < Width; lane++) magnitude = Math.Max(magnitude, largest[lane]);
        return magnitude;
    }

    // The products are exact in double: 24 bits times 7.
    private static (Vector256<double> Codes, Vector256<double> Norms, Vector256<double> Residuals) Round(
        Vector256<double> x, double scale, double inverse, Vector256<double> norms, Vector256<double> residuals)
    {
        var limit = Vector256.Create(127.0);
        var codes = Vector256.Clamp(Vector256.Round(x * inverse), -limit, limit);
        var products = codes * scale;
        return (codes, norms + products * products, residuals + (x - products) * (x - products));
    }

    private static void Store(Vector256<int> codes, Span<sbyte> to)
    {
        var shorts = Vector128.Narrow(codes.GetLower(), codes.GetUpper());
        MemoryMarshal.Write(MemoryMarshal.AsBytes(to), Vector128.Narrow(shorts, shorts).AsInt64().ToScalar());
    }
}
