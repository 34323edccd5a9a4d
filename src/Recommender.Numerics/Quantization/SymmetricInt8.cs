namespace Recommender.Numerics.Quantization;

/// <summary>Rounds a vector to multiples of one scale, −127 to 127 of them.</summary>
internal static class SymmetricInt8
{
    /// <summary>Writes the codes and returns their scale, ‖scale · codes‖ and ‖x − scale · codes‖, both rounded up.</summary>
    /// <remarks>A vector that is not finite gets codes of 0 and an infinite residual: nothing can be said of its products.</remarks>
    public static (float Scale, float Norm, float Residual) Quantize(ReadOnlySpan<float> x, Span<sbyte> codes)
    {
        var largest = 0f;
        var finite = true;
        foreach (var element in x)
        {
            finite &= float.IsFinite(element);
            largest = Math.Max(largest, Math.Abs(element));
        }

        if (!finite)
        {
            codes.Clear();
            return (0, 0, float.PositiveInfinity);
        }

        var scale = largest / 127;
        var inverse = scale == 0 ? 0 : 1.0 / scale;   // a vector of the tiniest numbers is all residual
        var (norm, residual) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var code = (sbyte)Math.Clamp(Math.Round(x[i] * inverse), -127, 127);
            var product = (double)scale * code;   // exact: 24 bits times 7
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
}
