namespace Recommender.Numerics.Lists;

/// <summary>Rows on their way into a store.</summary>
/// <param name="Numbers">The caller's number of each, ascending.</param>
/// <param name="First">The first element of each, in rows of a matrix that stays while they are read.</param>
/// <param name="Dimension">Elements of a row.</param>
/// <param name="Lists">The list of each as far as it is known, else −1; null if none is.</param>
internal sealed record RowSource(int[] Numbers, nint[] First, int Dimension, int[]? Lists)
{
    public int Count => Numbers.Length;

    /// <summary>All rows of a matrix, by their positions.</summary>
    public static unsafe RowSource Of(AlignedMatrix<float> rows)
    {
        var (numbers, first) = (new int[rows.Rows], new nint[rows.Rows]);
        for (var row = 0; row < rows.Rows; row++) (numbers[row], first[row]) = (row, (nint)rows.RowPointer(row));
        return new RowSource(numbers, first, rows.Dimension, Lists: null);
    }

    /// <summary>The rows that are there; those of the store stay in the lists in which they are.</summary>
    public static unsafe RowSource Of(ListGeneration generation)
    {
        var (numbers, first, lists) = (new int[generation.Count], new nint[generation.Count], new int[generation.Count]);
        var listOf = ListOfBlocks(generation.Store);
        var count = 0;
        for (var row = 0; count < numbers.Length; row++)
        {
            var slot = generation.Find(row);
            if (slot < 0) continue;

            lists[count] = slot < generation.Store.Slots ? listOf[slot / Int8Matrix.RowsPerBlock] : -1;
            fixed (float* elements = generation.Vector(row)) (numbers[count], first[count]) = (row, (nint)elements);   // native memory stays
            count++;
        }

        return new RowSource(numbers, first, generation.Store.Dimension, lists);
    }

    private static int[] ListOfBlocks(ListStore store)
    {
        var (lists, first) = (new int[store.Codes.Blocks], store.FirstBlock);
        for (var list = 0; list < store.Lists; list++) lists.AsSpan(first.Span[list]..first.Span[list + 1]).Fill(list);
        return lists;
    }
}
