using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>
/// Exact int8 inner products with the rows of consecutive blocks (see <see cref="Int8Matrix"/>): a lane holds the sum of
/// its row, so nothing is ever added across lanes.
/// </summary>
internal static unsafe class ByteScan<TLanes, TBytes, TSum>
    where TLanes : struct, IByteLanes<TBytes, TSum>
    where TBytes : struct
    where TSum : struct
{
    // Bytes of a block that hold four elements of each row.
    private const int Line = 4 * Int8Matrix.RowsPerBlock;

    private static int VectorBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * TLanes.Rows;
    }

    /// <summary>Writes <see cref="Int8Matrix.RowsPerBlock"/> sums for each block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, nint prefetch)
    {
        var bias = TLanes.Bias(*query.Sums);
        for (var b = 0; b < count; b++, blocks += blockBytes, dots += Int8Matrix.RowsPerBlock)
            Block(blocks, blockBytes, query.First, bias, dots, prefetch);
    }

    /// <summary>The same for four queries; the results of one are <paramref name="pitch"/> after the other's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunFour(
        byte* blocks, nint blockBytes, int count, Int8Queries queries, int* dots, nint pitch, nint prefetch)
    {
        var vectors = count * Line / VectorBytes;
        var v = 0;
        for (; v <= vectors - 3; v += 3)
            ThreeByFour(blocks, blockBytes, v, queries, dots + v * TLanes.Rows, pitch, prefetch);
        for (; v < vectors; v++)
        {
            var rows = At(blocks, blockBytes, v);
            for (var q = 0; q < 4; q++)
                One(rows, blockBytes, queries.From(q), dots + q * pitch + v * TLanes.Rows);
        }
    }

    /// <summary>Writes the sums of one block.</summary>
    /// <remarks>Reads it as it lies in memory. Four sums hide the latency of a step: a line is four vectors, or two lines are.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(byte* block, nint blockBytes, sbyte* query, int bias, int* dots, nint prefetch)
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (nint i = 0; i < blockBytes; i += 4 * VectorBytes, query += 16 * VectorBytes / Line)
        {
            Prefetch.Bytes(block + i + prefetch, 4 * VectorBytes);
            var q = TLanes.LoadQuery(query);
            s0 = TLanes.Step(s0, TLanes.LoadRows(block + i), q);
            s1 = TLanes.Step(s1, TLanes.LoadRows(block + i + VectorBytes), q);
            if (TLanes.Rows == 8) q = TLanes.LoadQuery(query + 4);
            s2 = TLanes.Step(s2, TLanes.LoadRows(block + i + 2 * VectorBytes), q);
            s3 = TLanes.Step(s3, TLanes.LoadRows(block + i + 3 * VectorBytes), q);
        }

        if (TLanes.Rows == 8)
        {
            StoreTwo(TLanes.Add(s0, s2), TLanes.Add(s1, s3), bias, dots);
            return;
        }

        StoreTwo(s0, s1, bias, dots);
        StoreTwo(s2, s3, bias, dots + 2 * TLanes.Rows);
    }

    // Twelve sums of three vectors of rows: eight would just be held up by the latency of a step, more do not fit registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThreeByFour(
        byte* blocks, nint blockBytes, int first, Int8Queries queries, int* dots, nint pitch, nint prefetch)
    {
        var query = queries.First;
        var queryPitch = queries.Pitch;
        var r0 = At(blocks, blockBytes, first);
        var r1 = At(blocks, blockBytes, first + 1);
        var r2 = At(blocks, blockBytes, first + 2);
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2, c3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (nint i = 0; i < blockBytes; i += Line, query += 4)
        {
            var a = TLanes.LoadRows(r0 + i);
            var b = TLanes.LoadRows(r1 + i);
            var c = TLanes.LoadRows(r2 + i);
            Prefetch.Bytes(r2 + i + prefetch, 1);
            var q = TLanes.LoadQuery(query);
            (a0, b0, c0) = (TLanes.Step(a0, a, q), TLanes.Step(b0, b, q), TLanes.Step(c0, c, q));
            q = TLanes.LoadQuery(query + queryPitch);
            (a1, b1, c1) = (TLanes.Step(a1, a, q), TLanes.Step(b1, b, q), TLanes.Step(c1, c, q));
            q = TLanes.LoadQuery(query + 2 * queryPitch);
            (a2, b2, c2) = (TLanes.Step(a2, a, q), TLanes.Step(b2, b, q), TLanes.Step(c2, c, q));
            q = TLanes.LoadQuery(query + 3 * queryPitch);
            (a3, b3, c3) = (TLanes.Step(a3, a, q), TLanes.Step(b3, b, q), TLanes.Step(c3, c, q));
        }

        StoreThree(a0, b0, c0, TLanes.Bias(queries.Sums[0]), dots);
        StoreThree(a1, b1, c1, TLanes.Bias(queries.Sums[1]), dots + pitch);
        StoreThree(a2, b2, c2, TLanes.Bias(queries.Sums[2]), dots + 2 * pitch);
        StoreThree(a3, b3, c3, TLanes.Bias(queries.Sums[3]), dots + 3 * pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(byte* rows, nint blockBytes, Int8Queries queries, int* dots)
    {
        var query = queries.First;
        var sum = TLanes.Zero;
        for (nint i = 0; i < blockBytes; i += Line, query += 4)
            sum = TLanes.Step(sum, TLanes.LoadRows(rows + i), TLanes.LoadQuery(query));
        TLanes.Store(sum, TLanes.Bias(*queries.Sums), dots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(TSum a, TSum b, int bias, int* dots)
    {
        TLanes.Store(a, bias, dots);
        TLanes.Store(b, bias, dots + TLanes.Rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreThree(TSum a, TSum b, TSum c, int bias, int* dots)
    {
        StoreTwo(a, b, bias, dots);
        TLanes.Store(c, bias, dots + 2 * TLanes.Rows);
    }

    // The first elements of the rows of a vector; a line of a block is two vectors, or four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* At(byte* blocks, nint blockBytes, int vector)
    {
        var perLine = Line / VectorBytes;
        return blocks + vector / perLine * blockBytes + vector % perLine * VectorBytes;
    }
}
