using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Lists;

/// <summary>Few directions that hold nearly all of every row: rows and queries are scanned along these, and what they leave over is bounded.</summary>
/// <remarks>
/// With x = Pᵀp + r and y = Pᵀq + s for the orthonormal rows of P, x·y = p·q + r·s, and |r·s| ≤ ‖r‖‖s‖. Lengths of what is
/// left over are rounded up by so much that they make up for the rounding of p, q and P.
/// </remarks>
internal sealed unsafe class Projection(AlignedMatrix<float> directions, double roughness) : IDisposable
{
    /// <summary>Most directions that are used.</summary>
    public const int MostDirections = 128;

    // A vector of fewer elements is scanned as fast as the rest of a search takes.
    private const int SmallestDimension = 256;
    private const double EnoughPart = 0.96;
    private const double LeastPart = 0.9;
    private const double Rounding = 1.0 / (1 << 13);

    /// <summary>Orthonormal rows, shape (m, d).</summary>
    public AlignedMatrix<float> Directions => directions;

    /// <summary>Number of directions, m.</summary>
    public int Count => directions.Rows;

    /// <summary>The largest part of a row's codes that rounding may have changed; rows with more are not known by their codes.</summary>
    public double Roughness => roughness;

    /// <summary>Finds directions, or null where few of them do not hold enough.</summary>
    public static Projection? Find(KernelSet kernels, AlignedMatrix<float> unitRows, ulong seed, ParallelOptions parallel)
    {
        if (unitRows.Dimension < SmallestDimension || unitRows.Rows == 0) return null;

        using var principal = new PrincipalDirections(kernels, unitRows, parallel);
        var (found, parts) = principal.Find(MostDirections, seed);
        using (found)
        {
            if (parts.Sum() < LeastPart) return null;

            var (count, held) = (0, 0.0);
            while (count < found.Rows && (held < EnoughPart || count % Int8Matrix.RowsPerBlock != 0)) held += parts[count++];
            var directions = Mix(found, count, seed);
            return new Projection(directions, RoughnessOf(kernels, directions, unitRows));
        }
    }

    public Projection Copy()
    {
        var copy = new AlignedMatrix<float>(directions.Rows, directions.Dimension);
        for (var i = 0; i < copy.Rows; i++) directions[i].CopyTo(copy.Writable(i));
        return new Projection(copy, roughness);
    }

    /// <summary>Writes a vector's parts along the directions.</summary>
    /// <param name="kernels">Kernels.</param>
    /// <param name="vector">Starts on a cache line and ends in zeros, as a row of a matrix.</param>
    /// <param name="parts">Receives the parts, shape (m).</param>
    public void Apply(KernelSet kernels, float* vector, Span<float> parts)
    {
        fixed (float* to = parts) kernels.Scan(directions.RowPointer(0), directions.Stride, directions.Rows, vector, to, prefetch: 0);
    }

    /// <summary>The parts of rows, shape (n, m).</summary>
    public AlignedMatrix<float> Apply(KernelSet kernels, AlignedMatrix<float> rows, ParallelOptions parallel)
    {
        var parts = new AlignedMatrix<float>(rows.Rows, Count);
        Chunks.Run(rows.Rows, parallel, (first, end) =>
        {
            for (var row = first; row < end; row++) Apply(kernels, rows.RowPointer(row), parts.Writable(row));
        });
        return parts;
    }

    /// <summary>‖x‖ and the length of what the directions leave over of x, rounded up; infinite when x is not finite.</summary>
    public static (double Length, double Left) LengthsOf(ReadOnlySpan<float> vector, ReadOnlySpan<float> parts)
    {
        var (all, held) = (UnitRows.SquaresOf(vector), UnitRows.SquaresOf(parts));
        var rest = Math.Sqrt(Math.Max(0, all - held) + Rounding * all);
        return double.IsFinite(held) && rest < float.MaxValue ? (Math.Sqrt(all), rest) : (double.PositiveInfinity, double.PositiveInfinity);
    }

    /// <summary>Quantises a row's parts; the residual covers what the directions leave over too.</summary>
    public (float Scale, float Norm, float Residual) Quantize(ReadOnlySpan<float> row, ReadOnlySpan<float> parts, Span<sbyte> codes)
    {
        var (scale, norm, residual) = SymmetricInt8.Quantize(parts, codes);
        var (_, rest) = LengthsOf(row, parts);
        if (residual <= roughness * norm && double.IsFinite(rest)) return (scale, norm, SymmetricInt8.RoundUp(rest + residual));

        // All in the residual: a row of zeros has none, of any other nothing is known.
        codes.Clear();
        return (0, 0, rest == 0 ? 0 : float.PositiveInfinity);
    }

    public void Dispose() => directions.Dispose();

    // Turned at random within what they span: else the first would hold so much that the others were left few of the 255 codes.
    private static AlignedMatrix<float> Mix(AlignedMatrix<float> found, int count, ulong seed)
    {
        var random = new Random((int)(seed ^ seed >> 32));
        var mixed = new AlignedMatrix<float>(count, found.Dimension);
        for (var i = 0; i < count; i++)
        {
            var row = mixed.Writable(i);
            for (var from = 0; from < count; from++)
            {
                var share = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
                for (var j = 0; j < row.Length; j++) row[j] += share * found[from][j];
            }
        }

        PrincipalDirections.Orthonormalise(mixed);
        return mixed;
    }

    private static double RoughnessOf(KernelSet kernels, AlignedMatrix<float> directions, AlignedMatrix<float> unitRows)
    {
        var (parts, codes, roughest) = (new float[directions.Rows], new sbyte[directions.Rows], 0.0);
        for (var row = 0; row < unitRows.Rows; row += 1 + unitRows.Rows / 4096)
        {
            fixed (float* to = parts) kernels.Scan(directions.RowPointer(0), directions.Stride, directions.Rows, unitRows.RowPointer(row), to, prefetch: 0);
            var (_, norm, residual) = SymmetricInt8.Quantize(parts, codes);
            roughest = Math.Max(roughest, residual / norm);
        }

        return Math.Min(1, 1.25 * roughest);
    }
}
