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
        (_scales, _norms, _residuals) = (new float[padded], new float[padded], new float[padded]);
    }

    /// <summary>The elements, −127 to 127.</summary>
    public Int8Matrix Codes { get; }

    /// <summary>The longest row, ‖xᵣ‖ rounded up, of those whose elements are all finite.</summary>
    internal double LongestNorm { get; private set; }

    // With entries for the rows that only fill the last block up, so that vectors of them can be loaded.
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
        var quantized = new QuantizedMatrix(new Int8Matrix(rows.Rows, rows.Dimension));
        var codes = new sbyte[rows.Dimension];
        for (var row = 0; row < rows.Rows; row++)
        {
            var (scale, norm, residual) = SymmetricInt8.Quantize(rows[row], codes);
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

    private int Checked(int row)
    {
        if ((uint)row >= (uint)Codes.Rows) Throw.RowOutOfRange(row, Codes.Rows);
        return row;
    }
}
