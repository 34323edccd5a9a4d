using System.Runtime.Intrinsics;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Memory;
using Recommender.Numerics.Quantization;

namespace Recommender.Numerics.Lists;

/// <summary>The directions of the lists as codes: a list's direction is its codes times its scale.</summary>
/// <remarks>Rounding moves a direction, but it moves it for rows and queries alike, so nothing is lost by it.</remarks>
internal static unsafe class Centroids
{
    /// <summary>Rounds directions and makes each as long as 1 again; zeros stay zeros.</summary>
    public static (Int8Matrix Codes, Column<float> Scales) Round(AlignedMatrix<float> directions)
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

        return (codes, scales);
    }

    /// <summary>A store's directions for another store.</summary>
    public static (Int8Matrix Codes, Column<float> Scales) Copy(ListStore store)
    {
        var codes = new Int8Matrix(store.Lists, store.Centroids.Dimension);
        Buffer.MemoryCopy(store.Centroids.BlockPointer(0), codes.BlockPointer(0), codes.Bytes, codes.Bytes);
        var scales = new Column<float>(store.CentroidScales.Length);
        store.CentroidScales.Span.CopyTo(scales.Writable);
        return (codes, scales);
    }

    /// <summary>Finds the list of each row, the one whose direction it points to most; the first of equals.</summary>
    /// <param name="centroids">Codes of the directions.</param>
    /// <param name="scales">Their scales.</param>
    /// <param name="rows">Rows to place.</param>
    /// <param name="lists">Receives the lists.</param>
    /// <param name="along">Receives the product of each row with its direction.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static void Assign(
        Int8Matrix centroids, Column<float> scales, RowCodes rows, int[] lists, float[] along, ParallelOptions parallel)
    {
        const int pass = 4;
        var pitch = centroids.Blocks * Int8Matrix.RowsPerBlock;
        Chunks.Run(rows.Count, parallel, (first, end) =>
        {
            var dots = GC.AllocateUninitializedArray<int>(pass * pitch, pinned: true);
            fixed (int* sums = rows.Sums, to = dots)
            {
                for (var row = first; row < end; row += pass)
                {
                    var count = Math.Min(pass, end - row);
                    var queries = new Int8Queries(rows.Codes.RowPointer(row), rows.Codes.Stride, sums + row);
                    ManyQueries.ScanBlocks(
                        KernelChoice.Active, centroids.BlockPointer(0), centroids.BlockBytes, centroids.Blocks,
                        queries, count, to, pitch, prefetch: 0);
                    for (var i = 0; i < count; i++)
                    {
                        var (list, product) = Highest(to + i * pitch, scales.First, centroids.Rows);
                        (lists[row + i], along[row + i]) = (list, product * rows.Scales[row + i]);
                    }
                }
            }
        });
    }

    private static (int List, float Product) Highest(int* dots, float* scales, int count)
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

        return (list, highest);
    }
}
