using Recommender.Numerics.Files;
using Recommender.Numerics.Memory;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics;

/// <summary>Rows as symmetric int8, each with its scale and with bounds of what rounding did to it, shape (n, d).</summary>
/// <remarks>Row r is about <c>Scale(r)</c> times its codes. Safe for many readers; owns its memory, or maps a file's.</remarks>
public sealed class QuantizedMatrix : IDisposable
{
    private readonly Column<float> _scales;
    private readonly Column<float> _norms;
    private readonly Column<float> _residuals;

    private QuantizedMatrix(Int8Matrix codes)
    {
        Codes = codes;
        (_scales, _norms, _residuals) = (new(PaddedRows(codes)), new(PaddedRows(codes)), new(PaddedRows(codes)));
    }

    private QuantizedMatrix(SectionFile file, string name)
    {
        Codes = Int8Matrix.Map(file, name);
        _scales = Column<float>.Map(file, $"{name}.scales", PaddedRows(Codes));
        _norms = Column<float>.Map(file, $"{name}.norms", PaddedRows(Codes));
        _residuals = Column<float>.Map(file, $"{name}.residuals", PaddedRows(Codes));
        using var longest = file.Vector<double>($"{name}.longest-norm", 1);
        LongestNorm = longest[0];
    }

    /// <summary>The elements, −127 to 127.</summary>
    public Int8Matrix Codes { get; }

    /// <summary>The longest row, ‖xᵣ‖ rounded up, of those whose elements are all finite.</summary>
    internal double LongestNorm { get; private set; }

    // They never move. With entries for the rows that only fill the last block up, so that vectors of them can be loaded.
    internal ReadOnlySpan<float> Scales => _scales.Span;

    internal ReadOnlySpan<float> Norms => _norms.Span;

    internal ReadOnlySpan<float> Residuals => _residuals.Span;

    /// <summary>What a code of 1 stands for in a row.</summary>
    public float Scale(int row) => _scales.Span[Checked(row)];

    /// <summary>‖scale · codes‖ of a row, rounded up.</summary>
    public float Norm(int row) => _norms.Span[Checked(row)];

    /// <summary>‖row − scale · codes‖, rounded up; infinite when the row is not finite.</summary>
    public float ResidualNorm(int row) => _residuals.Span[Checked(row)];

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
        var scales = quantized._scales.Writable;
        var norms = quantized._norms.Writable;
        var residuals = quantized._residuals.Writable;
        var codes = new sbyte[rows.Dimension];
        for (var row = 0; row < order.Length; row++)
        {
            var (scale, norm, residual) = SymmetricInt8.Quantize(rows[order[row]], codes);
            quantized.Codes.Write(row, codes);
            scales[row] = scale;
            norms[row] = norm;
            residuals[row] = residual;
            if (float.IsFinite(residual)) quantized.LongestNorm = Math.Max(quantized.LongestNorm, (double)norm + residual);
        }

        return quantized;
    }

    /// <summary>Maps a matrix that <see cref="Save"/> wrote: no copy, whatever its size. It stays mapped until this is disposed of.</summary>
    /// <exception cref="InvalidFileException">A section is missing, or has another type or shape.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public static QuantizedMatrix Map(SectionFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file, name);
    }

    /// <summary>Writes the matrix as a section, shape (n, d), and others whose names begin with its name, from which <see cref="Map"/> maps it.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{T}(string, ReadOnlySpan{T})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        Codes.Save(file, name);
        _scales.Save(file, $"{name}.scales");
        _norms.Save(file, $"{name}.norms");
        _residuals.Save(file, $"{name}.residuals");
        file.Write<double>($"{name}.longest-norm", [LongestNorm]);
    }

    /// <summary>Frees the memory once the scans that run have ended.</summary>
    public void Dispose()
    {
        IDisposable[] parts = [Codes, _scales, _norms, _residuals];
        foreach (var part in parts) part.Dispose();
    }

    // A vector of them can be loaded wherever there is a row.
    private static int PaddedRows(Int8Matrix codes) => codes.Blocks * Int8Matrix.RowsPerBlock;

    private int Checked(int row)
    {
        if ((uint)row >= (uint)Codes.Rows) Throw.RowOutOfRange(row, Codes.Rows);
        return row;
    }
}
