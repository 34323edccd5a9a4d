using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Lists;

/// <summary>Rows as codes one after the other, on their way into lists.</summary>
internal sealed unsafe class RowCodes : IDisposable
{
    private RowCodes(int count, int dimension)
    {
        Codes = new AlignedMatrix<sbyte>(count, dimension);
        (Sums, Scales, Norms) = (new int[count], new float[count], new float[count]);
        (Residuals, Lengths) = (new float[count], new float[count]);
    }

    public AlignedMatrix<sbyte> Codes { get; }

    /// <summary>The sum of each row's codes.</summary>
    public int[] Sums { get; }

    public float[] Scales { get; }

    public float[] Norms { get; }

    public float[] Residuals { get; }

    /// <summary>‖x‖ of each row, about; infinite when it is not finite.</summary>
    public float[] Lengths { get; }

    public int Count => Sums.Length;

    /// <summary>Quantises rows. O(n·d), with a projection O(n·d·m).</summary>
    /// <param name="rows">The first element of each row of a matrix; read while this runs.</param>
    /// <param name="dimension">Elements of a row.</param>
    /// <param name="projection">Directions to quantise along, or null.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static RowCodes Of(nint[] rows, int dimension, Projection? projection, ParallelOptions parallel)
    {
        var codes = new RowCodes(rows.Length, projection?.Count ?? dimension);
        Chunks.Run(rows.Length, parallel, (first, end) =>
        {
            var parts = new float[codes.Codes.Dimension];
            for (var i = first; i < end; i++) codes.Quantize(i, (float*)rows[i], dimension, projection, parts);
        });
        return codes;
    }

    public void Dispose() => Codes.Dispose();

    private void Quantize(int index, float* row, int dimension, Projection? projection, float[] parts)
    {
        var to = Codes.Writable(index);
        var elements = new ReadOnlySpan<float>(row, dimension);
        if (projection is null)
        {
            var (scale, norm, residual) = SymmetricInt8.Quantize(elements, to);

            // Without the residual it is too short by little, but of a row of the tiniest numbers all is residual.
            (Scales[index], Norms[index], Residuals[index], Lengths[index]) = (scale, norm, residual, MathF.Max(norm, residual));
        }
        else
        {
            projection.Apply(KernelChoice.Active, row, parts);
            (Scales[index], Norms[index], Residuals[index]) = projection.Quantize(elements, parts, to);
            Lengths[index] = (float)Projection.LengthsOf(elements, parts).Length;
        }

        Sums[index] = Int8Queries.SumOf(to);
    }
}
