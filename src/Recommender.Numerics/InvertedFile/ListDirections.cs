using System.Runtime.Intrinsics;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Memory;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Lists;

/// <summary>The directions of the lists as codes, and what they are directions of: rows, or their parts along a projection.</summary>
/// <remarks>
/// A list's direction is its codes times its scale: of norm 1, or zeros. Rounding moves a direction, but it moves it for rows
/// and queries alike, so nothing is lost by it.
/// </remarks>
/// <param name="Projection">Directions that codes are along; null when they are those of the elements.</param>
/// <param name="Codes">Shape (L, m) with m directions, or (L, d).</param>
/// <param name="Scales">Shape (L), padded.</param>
internal sealed unsafe record ListDirections(Projection? Projection, Int8Matrix Codes, Column<float> Scales) : IDisposable
{
    /// <summary>Rounds directions and makes each as long as 1 again; zeros stay zeros.</summary>
    /// <param name="directions">Shape (L, m) or (L, d).</param>
    /// <param name="projection">What they are of; the result becomes its owner.</param>
    public static ListDirections Round(AlignedMatrix<float> directions, Projection? projection)
    {
        var codes = new Int8Matrix(directions.Rows, directions.Dimension);
        var scales = new Column<float>(ListStore.PaddedLists(directions.Rows));
        var row = new sbyte[directions.Dimension];
        for (var list = 0; list < directions.Rows; list++)
        {
            SymmetricInt8.Quantize(directions[list], row);
            codes.Write(list, row);
            var square = ScalarDot.Of(row, row);
            scales.First[list] = square == 0 ? 0 : (float)(1 / Math.Sqrt(square));
        }

        return new ListDirections(projection, codes, scales);
    }

    /// <summary>The same for another store.</summary>
    public ListDirections Copy()
    {
        var codes = new Int8Matrix(Codes.Rows, Codes.Dimension);
        Buffer.MemoryCopy(Codes.BlockPointer(0), codes.BlockPointer(0), codes.Bytes, codes.Bytes);
        var scales = new Column<float>(Scales.Length);
        Scales.Span.CopyTo(scales.Writable);
        return new ListDirections(Projection?.Copy(), codes, scales);
    }

    /// <summary>Finds the list of each row, the one whose direction it points to most; the first of equals.</summary>
    /// <param name="rows">Rows to place.</param>
    /// <param name="lists">Holds the lists that are known, else −1; receives the others.</param>
    /// <param name="along">Receives the product of each row with its direction.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public void Assign(RowCodes rows, int[] lists, float[] along, ParallelOptions parallel)
    {
        using var plain = new AlignedMatrix<sbyte>(Codes.Rows, Codes.Dimension);
        for (var list = 0; list < Codes.Rows; list++) Codes.Read(list, plain.Writable(list));
        var unknown = Enumerable.Range(0, lists.Length).Where(row => lists[row] < 0).ToArray();
        Chunks.Run(unknown.Length, parallel, (first, end) => Find(rows, unknown.AsSpan(first..end), lists));
        Chunks.Run(lists.Length, parallel, (first, end) =>
        {
            for (var row = first; row < end; row++)
                along[row] = ScalarDot.Of(rows.Codes[row], plain[lists[row]]) * Scales.First[lists[row]] * rows.Scales[row];
        });
    }

    public void Dispose()
    {
        Projection?.Dispose();
        Codes.Dispose();
        Scales.Dispose();
    }

    private void Find(RowCodes rows, ReadOnlySpan<int> which, int[] lists)
    {
        const int pass = 4;
        var pitch = Codes.Blocks * Int8Matrix.RowsPerBlock;
        var dots = GC.AllocateUninitializedArray<int>(pass * pitch, pinned: true);
        fixed (int* sums = rows.Sums, to = dots)
        {
            for (var i = 0; i < which.Length;)
            {
                // Rows that follow one another share a pass over the directions.
                var count = 1;
                while (count < pass && i + count < which.Length && which[i + count] == which[i] + count) count++;
                var queries = new Int8Queries(rows.Codes.RowPointer(which[i]), rows.Codes.Stride, sums + which[i]);
                ManyQueries.ScanBlocks(
                    KernelChoice.Active, Codes.BlockPointer(0), Codes.BlockBytes, Codes.Blocks, queries, count, to, pitch, prefetch: 0);
                for (var q = 0; q < count; q++, i++) lists[which[i]] = Highest(to + q * pitch, Scales.First, Codes.Rows);
            }
        }
    }

    private static int Highest(int* dots, float* scales, int count)
    {
        var (best, at) = (Vector256.Create(float.NegativeInfinity), Vector256<int>.Zero);
        var here = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        var i = 0;
        for (; i <= count - Vector256<int>.Count; i += Vector256<int>.Count, here += Vector256.Create(Vector256<int>.Count))
        {
            var products = Vector256.ConvertToSingle(Vector256.Load(dots + i)) * Vector256.Load(scales + i);
            var higher = Vector256.GreaterThan(products, best);
            best = Vector256.ConditionalSelect(higher, products, best);
            at = Vector256.ConditionalSelect(higher.AsInt32(), here, at);
        }

        var (list, highest) = (0, float.NegativeInfinity);
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
        {
            if (best[lane] > highest || (best[lane] == highest && at[lane] < list)) (list, highest) = (at[lane], best[lane]);
        }

        for (; i < count; i++)
        {
            var product = dots[i] * scales[i];
            if (product > highest) (list, highest) = (i, product);
        }

        return list;
    }
}
