using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>The strongest columns of each row of a matrix product, which itself is never stored.</summary>
/// <remarks>
/// Tiles of six rows by two vectors of columns: twelve sums hide the latency of a fused step and fit sixteen registers with
/// what they are made of. A sum runs over the elements in order, so a product has the same bits wherever its tile lies.
/// </remarks>
internal static unsafe class PanelProduct<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    private const int TileRows = 6;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    /// <summary>Offers every product to the list of its row. A panel stays in the first-level cache while the rows go by.</summary>
    public static void Run(float* rows, nint stride, int count, in Panels panels, in StrongestLists lists)
    {
        var products = stackalloc float[TileRows * Width];
        var panel = panels.First;
        for (var p = 0; p < panels.Count; p++, panel += (nint)panels.Depth * Width)
        {
            for (var row = 0; row < count; row += TileRows)
            {
                Multiply(rows + row * stride, stride, count - row, panel, panels.Depth, products);
                var end = Math.Min(count, row + TileRows);
                for (var r = row; r < end; r++) Offer(r, products + (r - row) * Width, panels.FirstIndex + p * Width, lists);
            }
        }
    }

    // Rows past the last one repeat it. Products are stored, though at once read again: sums that live on beyond a call would
    // be kept in memory by the compiler, all through the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Multiply(float* row, nint stride, int rest, float* panel, nint depth, float* products)
    {
        var last = Math.Min(rest, TileRows) - 1;
        var r1 = row + Math.Min(1, last) * stride;
        var r2 = row + Math.Min(2, last) * stride;
        var r3 = row + Math.Min(3, last) * stride;
        var r4 = row + Math.Min(4, last) * stride;
        var r5 = row + last * stride;
        var (a0, a1, a2, a3, a4, a5) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3, b4, b5) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (nint i = 0; i < depth; i++, panel += Width)
        {
            var a = TLanes.Load(panel);
            var b = TLanes.Load(panel + TLanes.Count);
            var x = TLanes.Broadcast(row[i]);
            (a0, b0) = (TLanes.MultiplyAdd(x, a, a0), TLanes.MultiplyAdd(x, b, b0));
            x = TLanes.Broadcast(r1[i]);
            (a1, b1) = (TLanes.MultiplyAdd(x, a, a1), TLanes.MultiplyAdd(x, b, b1));
            x = TLanes.Broadcast(r2[i]);
            (a2, b2) = (TLanes.MultiplyAdd(x, a, a2), TLanes.MultiplyAdd(x, b, b2));
            x = TLanes.Broadcast(r3[i]);
            (a3, b3) = (TLanes.MultiplyAdd(x, a, a3), TLanes.MultiplyAdd(x, b, b3));
            x = TLanes.Broadcast(r4[i]);
            (a4, b4) = (TLanes.MultiplyAdd(x, a, a4), TLanes.MultiplyAdd(x, b, b4));
            x = TLanes.Broadcast(r5[i]);
            (a5, b5) = (TLanes.MultiplyAdd(x, a, a5), TLanes.MultiplyAdd(x, b, b5));
        }

        StoreRow(products, a0, b0);
        StoreRow(products + Width, a1, b1);
        StoreRow(products + 2 * Width, a2, b2);
        StoreRow(products + 3 * Width, a3, b3);
        StoreRow(products + 4 * Width, a4, b4);
        StoreRow(products + 5 * Width, a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(float* to, TVector a, TVector b)
    {
        TLanes.Store(a, to);
        TLanes.Store(b, to + TLanes.Count);
    }

    // After the first few panels hardly any product enters a list: a comparison of vectors says so.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Offer(int row, float* products, int firstIndex, in StrongestLists lists)
    {
        var weakest = TLanes.Broadcast(lists.Weakest(row));
        var stronger = TLanes.LessThan(weakest, TLanes.Load(products))
            | TLanes.LessThan(weakest, TLanes.Load(products + TLanes.Count)) << TLanes.Count;
        for (; stronger != 0; stronger &= stronger - 1)
        {
            var column = BitOperations.TrailingZeroCount(stronger);
            lists.Offer(row, firstIndex + column, products[column]);
        }
    }
}
