using Recommender.Numerics.Quantization;

namespace Recommender.Numerics;

/// <summary>Rows as symmetric int8, each with its scale and with bounds of what rounding did to it, shape (n, d).</summary>
/// <remarks>Row r is about <c>Scale(r)</c> times its codes. Safe for many readers; owns its memory.</remarks>
public sealed class QuantizedMatrix : IDisposable
{
    private readonly float[] _scales;
    private readonly float[] _norms;
    private readonly float[] _residuals;

    private QuantizedMatrix(Int8Matrix codes)
    {
        Codes = codes;
        var padded = codes.Blocks * Int8Matrix.RowsPerBlock;
        (_scales, _norms, _residuals) = (Pinned(padded), Pinned(padded), Pinned(padded));
    }

    /// <summary>The elements, −127 to 127.</summary>
    public Int8Matrix Codes { get; }

    /// <summary>The longest row, ‖xᵣ‖ rounded up, of those whose elements are all finite.</summary>
    internal double LongestNorm { get; private set; }

    // Pinned for good, and with entries for the rows that only fill the last block up, so that vectors of them can be loaded.
    internal ReadOnlySpan<float> Scales => _scales;

    internal ReadOnlySpan<float> Norms => _norms;

    internal ReadOnlySpan<float> Residuals => _residuals;

    /// <summary>What a code of 1 stands for in a row.</summary>
    public float Scale(int row) => _scales[Checked(row)];

    /// <summary>‖scale · codes‖ of a row, rounded up.</summary>
    public float Norm(int row) => _norms[Checked(row)];

    /// <summary>‖row − scale · codes‖, rounded up; infinite when the row is not finite.</summary>
    public float ResidualNorm(int row) => _residuals[Checked(row)];

    /// <summary>Quantises every row of a matrix. O(n·d).</summary>
    public static QuantizedMatrix Of(AlignedMatrix<float> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Of(rows, [.. Enumerable.Range(0, rows.Rows)]);
    }

    /// <summary>Quantises rows in another order: row i of the result is row <c>order[i]</c>.</summary>
    internal static QuantizedMatrix Of(AlignedMatrix<float> rows, ReadOnlySpan<int> order)
    {
        var quantized = new QuantizedMatrix(new Int8Matrix(order.Length, rows.Dimension));
        var codes = new sbyte[rows.Dimension];
        for (var row = 0; row < order.Length; row++)
        {
            var (scale, norm, residual) = SymmetricInt8.Quantize(rows[order[row]], codes);
            quantized.Codes.Write(row, codes);
            quantized._scales[row] = scale;
            quantized._norms[row] = norm;
            quantized._residuals[row] = residual;
            if (float.IsFinite(residual)) quantized.LongestNorm = Math.Max(quantized.LongestNorm, (double)norm + residual);
        }

        return quantized;
    }

    /// <summary>Frees the memory once the scans that run have ended.</summary>
    public void Dispose() => Codes.Dispose();

    private static float[] Pinned(int length) => GC.AllocateArray<float>(length, pinned: true);

    private int Checked(int row)
    {
        if ((uint)row >= (uint)Codes.Rows) Throw.RowOutOfRange(row, Codes.Rows);
        return row;
    }
}
