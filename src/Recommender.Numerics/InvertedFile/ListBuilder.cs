using Recommender.Numerics.Memory;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Lays rows out in lists.</summary>
internal static unsafe class ListBuilder
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    /// <summary>Builds a store. O(n·L·d) to find the lists that are not known, O(n·d) to lay rows out.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="directions">Directions of the lists; the store becomes their owner.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static ListStore Build(RowSource rows, ListDirections directions, ParallelOptions parallel)
    {
        using var codes = RowCodes.Of(rows, directions.Projection, parallel);
        var (lists, along) = (rows.Lists ?? Unknown(rows.Count), new float[rows.Count]);
        directions.Assign(codes, lists, along, parallel);

        var order = Order(lists, codes);
        var (counts, firstBlock) = Layout(lists, directions.Codes.Rows);
        var store = Allocate(rows, directions, counts, firstBlock, codes);
        var starts = new int[counts.Length + 1];
        for (var list = 0; list < counts.Length; list++) starts[list + 1] = starts[list] + counts.First[list];
        Parallel.For(0, counts.Length, parallel, list =>
        {
            for (var i = starts[list]; i < starts[list + 1]; i++)
            {
                var slot = firstBlock.First[list] * BlockRows + i - starts[list];
                Place(store, slot, order[i], rows, codes, along);
                Raise(ref store.MostAlong.First[list], store.Along.First[slot / BlockRows]);
                Raise(ref store.MostAside.First[list], store.Aside.First[slot / BlockRows]);
                if (float.IsFinite(codes.Lengths[order[i]])) Raise(ref store.Longest.First[list], codes.Lengths[order[i]]);
            }
        });
        return store;
    }

    // Rows by list, the longest of a list first, equal ones by number: those that can score high lie together.
    private static int[] Order(int[] lists, RowCodes codes)
    {
        var keys = new ulong[lists.Length];
        var order = new int[lists.Length];
        for (var i = 0; i < lists.Length; i++)
        {
            keys[i] = (ulong)(uint)lists[i] << 32 | ~FloatOrder.KeyOf(codes.Lengths[i]);
            order[i] = i;
        }

        // Array.Sort does not keep equal ones in the order in which they came.
        Array.Sort(keys, order);
        for (var i = 0; i < keys.Length; i++)
        {
            var start = i;
            while (i + 1 < keys.Length && keys[i + 1] == keys[start]) i++;
            if (i > start) Array.Sort(order, start, i - start + 1);
        }

        return order;
    }

    private static (Column<int> Counts, Column<int> FirstBlock) Layout(int[] lists, int count)
    {
        var counts = new Column<int>(count);
        foreach (var list in lists) counts.First[list]++;

        var firstBlock = new Column<int>(count + 1);
        for (var list = 0; list < count; list++)
            firstBlock.First[list + 1] = firstBlock.First[list] + (counts.First[list] + BlockRows - 1) / BlockRows;
        return (counts, firstBlock);
    }

    private static int[] Unknown(int count)
    {
        var lists = new int[count];
        lists.AsSpan().Fill(-1);
        return lists;
    }

    private static ListStore Allocate(RowSource rows, ListDirections directions, Column<int> counts, Column<int> firstBlock, RowCodes codes)
    {
        var blocks = firstBlock.Span[^1];
        var slots = blocks * BlockRows;
        var longest = 0.0;
        for (var i = 0; i < codes.Count; i++)
        {
            if (float.IsFinite(codes.Residuals[i])) longest = Math.Max(longest, (double)codes.Norms[i] + codes.Residuals[i]);
        }

        var store = new ListStore
        {
            Rows = new AlignedMatrix<float>(slots, rows.Dimension),
            Codes = new Int8Matrix(slots, codes.Codes.Dimension),
            Scales = new(slots),
            Norms = new(slots),
            Residuals = new(slots),
            BlockNorms = new(blocks + ListStore.Padding),
            BlockResiduals = new(blocks + ListStore.Padding),
            RowOf = new(slots),
            SlotOf = new(rows.Count == 0 ? 0 : rows.Numbers[^1] + 1),
            Along = new(blocks + ListStore.Padding),
            Aside = new(blocks + ListStore.Padding),
            FirstBlock = firstBlock,
            Counts = counts,
            MostAlong = new(ListStore.PaddedLists(counts.Length)),
            MostAside = new(ListStore.PaddedLists(counts.Length)),
            Longest = new(ListStore.PaddedLists(counts.Length)),
            Directions = directions,
            LongestRow = longest,
            Count = rows.Count,
        };
        store.RowOf.Writable.Fill(-1);
        store.SlotOf.Writable.Fill(-1);
        store.Residuals.Writable.Fill(float.NegativeInfinity);   // no bound of an empty slot reaches anything
        return store;
    }

    private static void Place(ListStore store, int slot, int source, RowSource rows, RowCodes codes, float[] along)
    {
        var dimension = store.Dimension;
        new ReadOnlySpan<float>((float*)rows.First[source], dimension).CopyTo(new Span<float>(store.Rows.RowPointer(slot), dimension));
        store.Codes.Write(slot, codes.Codes[source]);
        store.Scales.First[slot] = codes.Scales[source];
        store.Norms.First[slot] = codes.Norms[source];
        store.Residuals.First[slot] = codes.Residuals[source];
        store.RowOf.First[slot] = rows.Numbers[source];
        store.SlotOf.First[rows.Numbers[source]] = slot;

        // A row that is not finite has an infinite norm, and so reaches infinitely far aside: its block is never skipped.
        var norm = codes.Lengths[source];
        var reach = Math.Min(along[source], norm);
        var aside = float.IsFinite(norm) ? MathF.Sqrt(MathF.Max(0, norm * norm - reach * reach)) : float.PositiveInfinity;
        if (float.IsNaN(aside)) aside = norm;   // its square is beyond a float
        var block = slot / BlockRows;
        Raise(ref store.Along.First[block], reach);
        Raise(ref store.Aside.First[block], aside);
        Raise(ref store.BlockNorms.First[block], codes.Norms[source]);
        Raise(ref store.BlockResiduals.First[block], codes.Residuals[source]);
    }

    private static void Raise(ref float largest, float value) => largest = Math.Max(largest, value);
}
