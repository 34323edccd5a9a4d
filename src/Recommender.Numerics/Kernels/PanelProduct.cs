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
        var panel = panels.First;
        for (var p = 0; p < panels.Count; p++, panel += (nint)panels.Depth * Width)
        {
            var firstIndex = panels.FirstIndex + p * Width;
            for (var row = 0; row < count; row += TileRows)
                Tile(rows + row * stride, stride, count - row, panel, panels.Depth, firstIndex, lists.From(row));
        }
    }

    // Rows past the last one repeat it, and offer nothing.
    private static void Tile(
        float* row, nint stride, int rest, float* panel, nint depth, int firstIndex, in StrongestLists lists)
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

        Offer(0, last, a0, b0, firstIndex, lists);
        Offer(1, last, a1, b1, firstIndex, lists);
        Offer(2, last, a2, b2, firstIndex, lists);
        Offer(3, last, a3, b3, firstIndex, lists);
        Offer(4, last, a4, b4, firstIndex, lists);
        Offer(5, last, a5, b5, firstIndex, lists);
    }

    // After the first few panels hardly any product enters a list: a comparison of vectors says so.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Offer(int row, int last, TVector a, TVector b, int firstIndex, in StrongestLists lists)
    {
        if (row > last) return;

        var weakest = TLanes.Broadcast(lists.Weakest(row));
        var stronger = TLanes.LessThan(weakest, a) | TLanes.LessThan(weakest, b) << TLanes.Count;
        if (stronger != 0) Enter(row, stronger, a, b, firstIndex, lists);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Enter(int row, uint stronger, TVector a, TVector b, int firstIndex, in StrongestLists lists)
    {
        var products = stackalloc float[Width];
        TLanes.Store(a, products);
        TLanes.Store(b, products + TLanes.Count);
        for (; stronger != 0; stronger &= stronger - 1)
        {
            var column = BitOperations.TrailingZeroCount(stronger);
            lists.Offer(row, firstIndex + column, products[column]);
        }
    }
}
