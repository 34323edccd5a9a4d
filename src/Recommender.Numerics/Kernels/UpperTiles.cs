using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>Sums of outer products for the upper half of a matrix, in tiles of six rows by two vectors as in <see cref="PanelProduct{TLanes, TVector}"/>.</summary>
internal static unsafe class UpperTiles<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    private const int TileRows = 6;

    public static void Add(in UpperUpdate update)
    {
        var width = 2 * TLanes.Count;
        for (var column = 0; column < update.Size; column += width)
        {
            // The last two vectors may be one: then it is taken twice and stored once.
            var second = column + TLanes.Count < update.Size ? TLanes.Count : 0;
            var end = Math.Min(update.Size, column + width);
            for (var row = 0; row < end; row += TileRows) Tile(update, row, column, second);
        }
    }

    private static void Tile(in UpperUpdate update, int row, int column, nint second)
    {
        var left = update.Left + row;
        var right = update.Right + column;
        var (leftStride, rightStride) = (update.LeftStride, update.RightStride);
        var (a0, a1, a2, a3, a4, a5) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3, b4, b5) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var r = update.Depth; r > 0; r--, left += leftStride, right += rightStride)
        {
            var a = TLanes.Load(right);
            var b = TLanes.Load(right + second);
            var x = TLanes.Broadcast(left[0]);
            (a0, b0) = (TLanes.MultiplyAdd(x, a, a0), TLanes.MultiplyAdd(x, b, b0));
            x = TLanes.Broadcast(left[1]);
            (a1, b1) = (TLanes.MultiplyAdd(x, a, a1), TLanes.MultiplyAdd(x, b, b1));
            x = TLanes.Broadcast(left[2]);
            (a2, b2) = (TLanes.MultiplyAdd(x, a, a2), TLanes.MultiplyAdd(x, b, b2));
            x = TLanes.Broadcast(left[3]);
            (a3, b3) = (TLanes.MultiplyAdd(x, a, a3), TLanes.MultiplyAdd(x, b, b3));
            x = TLanes.Broadcast(left[4]);
            (a4, b4) = (TLanes.MultiplyAdd(x, a, a4), TLanes.MultiplyAdd(x, b, b4));
            x = TLanes.Broadcast(left[5]);
            (a5, b5) = (TLanes.MultiplyAdd(x, a, a5), TLanes.MultiplyAdd(x, b, b5));
        }

        var to = update.To + row * update.Stride + column;
        var rest = update.Size - row;
        AddRow(to, second, a0, b0);
        if (rest > 1) AddRow(to += update.Stride, second, a1, b1);
        if (rest > 2) AddRow(to += update.Stride, second, a2, b2);
        if (rest > 3) AddRow(to += update.Stride, second, a3, b3);
        if (rest > 4) AddRow(to += update.Stride, second, a4, b4);
        if (rest > 5) AddRow(to + update.Stride, second, a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(float* to, nint second, TVector a, TVector b)
    {
        TLanes.Store(TLanes.Add(TLanes.Load(to), a), to);
        if (second != 0) TLanes.Store(TLanes.Add(TLanes.Load(to + second), b), to + second);
    }
}
