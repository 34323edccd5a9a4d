using Recommender.Numerics.Kernels;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Lists;

/// <summary>Rows as codes one after the other, on their way into lists.</summary>
internal sealed unsafe class RowCodes : IDisposable
{
    private RowCodes(int count, int dimension)
    {
        Codes = new AlignedMatrix<sbyte>(count, dimension);
        (Sums, Scales, Norms, Residuals) = (new int[count], new float[count], new float[count], new float[count]);
    }

    public AlignedMatrix<sbyte> Codes { get; }

    /// <summary>The sum of each row's codes.</summary>
    public int[] Sums { get; }

    public float[] Scales { get; }

    public float[] Norms { get; }

    public float[] Residuals { get; }

    public int Count => Sums.Length;

    /// <summary>Quantises rows. O(n·d).</summary>
    /// <param name="rows">The first element of each row; read while this runs.</param>
    /// <param name="dimension">Elements of a row.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static RowCodes Of(nint[] rows, int dimension, ParallelOptions parallel)
    {
        var codes = new RowCodes(rows.Length, dimension);
        Chunks.Run(rows.Length, parallel, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                var to = new Span<sbyte>(codes.Codes.RowPointer(i), dimension);
                (codes.Scales[i], codes.Norms[i], codes.Residuals[i]) =
                    SymmetricInt8.Quantize(new ReadOnlySpan<float>((float*)rows[i], dimension), to);
                codes.Sums[i] = Int8Queries.SumOf(to);
            }
        });
        return codes;
    }

    /// <summary>‖x‖ of a row, or infinity when it is not finite.</summary>
    /// <remarks>Without the residual it would be too short by little, but of a row of the tiniest numbers all is residual.</remarks>
    public float NormOf(int row) => MathF.Max(Norms[row], Residuals[row]);

    public void Dispose() => Codes.Dispose();
}
