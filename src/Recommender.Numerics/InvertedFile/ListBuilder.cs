using Recommender.Numerics.Memory;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Lays rows out in lists.</summary>
internal static unsafe class ListBuilder
{
    private const int BlockRows = Int8Matrix.RowsPerBlock;

    /// <summary>Builds a store. O(n·L·d) to find the lists, O(n·d) to lay them out.</summary>
    /// <param name="numbers">The caller's number of each row, ascending.</param>
    /// <param name="rows">The first element of each row; read while this runs.</param>
    /// <param name="dimension">Elements of a row.</param>
    /// <param name="projection">Directions to scan along, or null; the store becomes its owner.</param>
    /// <param name="centroids">Directions of the lists; the store becomes their owner.</param>
    /// <param name="centroidScales">Their scales; the store becomes their owner.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static ListStore Build(
        int[] numbers, nint[] rows, int dimension, Projection? projection, Int8Matrix centroids, Column<float> centroidScales, ParallelOptions parallel)
    {
        using var codes = RowCodes.Of(rows, dimension, projection, parallel);
        var (lists, along) = (new int[rows.Length], new float[rows.Length]);
        Centroids.Assign(centroids, centroidScales, codes, lists, along, parallel);

        var order = Order(lists, codes);
        var (counts, firstBlock) = Layout(lists, centroids.Rows);
        var store = Allocate(numbers, dimension, projection, centroids, centroidScales, counts, firstBlock, codes);
        var starts = new int[centroids.Rows + 1];
        for (var list = 0; list < centroids.Rows; list++) starts[list + 1] = starts[list] + counts.First[list];
        Parallel.For(0, centroids.Rows, parallel, list =>
        {
            for (var i = starts[list]; i < starts[list + 1]; i++)
            {
                var slot = firstBlock.First[list] * BlockRows + i - starts[list];
                Place(store, slot, order[i], numbers, rows, codes, along);
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

    private static ListStore Allocate(
        int[] numbers, int dimension, Projection? projection, Int8Matrix centroids, Column<float> centroidScales,
        Column<int> counts, Column<int> firstBlock, RowCodes codes)
    {
        var blocks = firstBlock.First[centroids.Rows];
        var slots = blocks * BlockRows;
        var longest = 0.0;
        for (var i = 0; i < codes.Count; i++)
        {
            if (float.IsFinite(codes.Residuals[i])) longest = Math.Max(longest, (double)codes.Norms[i] + codes.Residuals[i]);
        }

        var store = new ListStore
        {
            Rows = new AlignedMatrix<float>(slots, dimension),
            Codes = new Int8Matrix(slots, centroids.Dimension),
            Projection = projection,
            Scales = new(slots),
            Norms = new(slots),
            Residuals = new(slots),
            BlockNorms = new(blocks + ListStore.Padding),
            BlockResiduals = new(blocks + ListStore.Padding),
            RowOf = new(slots),
            SlotOf = new(numbers.Length == 0 ? 0 : numbers[^1] + 1),
            Along = new(blocks + ListStore.Padding),
            Aside = new(blocks + ListStore.Padding),
            FirstBlock = firstBlock,
            Counts = counts,
            Longest = new(ListStore.PaddedLists(centroids.Rows)),
            Centroids = centroids,
            CentroidScales = centroidScales,
            LongestRow = longest,
            Count = numbers.Length,
        };
        store.RowOf.Writable.Fill(-1);
        store.SlotOf.Writable.Fill(-1);
        return store;
    }

    private static void Place(ListStore store, int slot, int source, int[] numbers, nint[] rows, RowCodes codes, float[] along)
    {
        var dimension = store.Dimension;
        new ReadOnlySpan<float>((float*)rows[source], dimension).CopyTo(new Span<float>(store.Rows.RowPointer(slot), dimension));
        store.Codes.Write(slot, codes.Codes[source]);
        store.Scales.First[slot] = codes.Scales[source];
        store.Norms.First[slot] = codes.Norms[source];
        store.Residuals.First[slot] = codes.Residuals[source];
        store.RowOf.First[slot] = numbers[source];
        store.SlotOf.First[numbers[source]] = slot;

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
