using Recommender.Numerics.Files;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Lists;

/// <summary>A store as sections of a file, whose names begin with the name of the first, and back without a copy.</summary>
internal static class ListStoreFile
{
    public static void Save(ListStore store, SectionFileWriter file, string name)
    {
        store.Rows.Save(file, name);
        store.Projection?.Directions.Save(file, $"{name}.directions");
        file.Write<double>($"{name}.roughness", [store.Projection?.Roughness ?? 0]);
        store.Codes.Save(file, $"{name}.codes");
        store.Scales.Save(file, $"{name}.scales");
        store.Norms.Save(file, $"{name}.norms");
        store.Residuals.Save(file, $"{name}.residuals");
        store.BlockNorms.Save(file, $"{name}.block-norms");
        store.BlockResiduals.Save(file, $"{name}.block-residuals");
        store.RowOf.Save(file, $"{name}.row-of");
        store.SlotOf.Save(file, $"{name}.slot-of");
        store.Along.Save(file, $"{name}.along");
        store.Aside.Save(file, $"{name}.aside");
        store.FirstBlock.Save(file, $"{name}.first-block");
        store.Counts.Save(file, $"{name}.counts");
        store.Longest.Save(file, $"{name}.longest");
        store.Centroids.Save(file, $"{name}.centroids");
        store.CentroidScales.Save(file, $"{name}.centroid-scales");
        file.Write<double>($"{name}.longest-row", [store.LongestRow]);
    }

    /// <summary>Maps a store. O(n): what is used as an index is looked at.</summary>
    /// <exception cref="InvalidFileException">A section is missing, has another type or shape or a number that may not be there.</exception>
    public static ListStore Map(SectionFile file, string name)
    {
        var codes = Int8Matrix.Map(file, $"{name}.codes");
        var centroids = Int8Matrix.Map(file, $"{name}.centroids");
        using var longest = file.Vector<double>($"{name}.longest-row", 1);
        var (slots, blocks, lists) = (codes.Rows, codes.Blocks, centroids.Rows);
        var rowOf = Column<int>.Map(file, $"{name}.row-of", slots);
        var store = new ListStore
        {
            Rows = file.Matrix<float>(name),
            Projection = Projection(file, name),
            Codes = codes,
            Scales = Column<float>.Map(file, $"{name}.scales", slots),
            Norms = Column<float>.Map(file, $"{name}.norms", slots),
            Residuals = Column<float>.Map(file, $"{name}.residuals", slots),
            BlockNorms = Column<float>.Map(file, $"{name}.block-norms", blocks + ListStore.Padding),
            BlockResiduals = Column<float>.Map(file, $"{name}.block-residuals", blocks + ListStore.Padding),
            RowOf = rowOf,
            SlotOf = Column<int>.Map(file, $"{name}.slot-of", HighestOf(rowOf.Span) + 1),
            Along = Column<float>.Map(file, $"{name}.along", blocks + ListStore.Padding),
            Aside = Column<float>.Map(file, $"{name}.aside", blocks + ListStore.Padding),
            FirstBlock = Column<int>.Map(file, $"{name}.first-block", lists + 1),
            Counts = Column<int>.Map(file, $"{name}.counts", lists),
            Longest = Column<float>.Map(file, $"{name}.longest", ListStore.PaddedLists(lists)),
            Centroids = centroids,
            CentroidScales = Column<float>.Map(file, $"{name}.centroid-scales", ListStore.PaddedLists(lists)),
            LongestRow = longest[0],
            Count = slots - rowOf.Span.Count(-1),
        };
        try
        {
            Check(store, file, name);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static void Check(ListStore store, SectionFile file, string name)
    {
        var rows = store.Rows;
        var dimension = store.Projection?.Count ?? rows.Dimension;
        if ((rows.Rows, dimension, dimension) != (store.Slots, store.Codes.Dimension, store.Centroids.Dimension)
            || (store.Projection?.Directions.Dimension ?? rows.Dimension) != rows.Dimension || dimension > rows.Dimension)
            throw file.Refuse($"{name}.row-of", 0, $"{rows.Rows} rows of {rows.Dimension}, {store.Slots} codes of {store.Codes.Dimension}");

        var rowOf = store.RowOf.Span;
        var slotOf = store.SlotOf.Span;
        for (var slot = 0; slot < rowOf.Length; slot++)
        {
            if (rowOf[slot] >= 0 ? slotOf[rowOf[slot]] != slot : rowOf[slot] != -1)
                throw file.Refuse($"{name}.row-of", slot, $"row {rowOf[slot]} has another slot");
        }

        for (var row = 0; row < slotOf.Length; row++)
        {
            if (slotOf[row] != -1 && ((uint)slotOf[row] >= (uint)rowOf.Length || rowOf[slotOf[row]] != row))
                throw file.Refuse($"{name}.slot-of", row, $"slot {slotOf[row]} has another row");
        }

        CheckLists(store, file, name);
    }

    private static void CheckLists(ListStore store, SectionFile file, string name)
    {
        const int blockRows = Int8Matrix.RowsPerBlock;
        var first = store.FirstBlock.Span;
        var counts = store.Counts.Span;
        if (counts.IsEmpty) throw file.Refuse($"{name}.counts", 0, "there are no lists");
        for (var list = 0; list < counts.Length; list++)
        {
            var blocks = (long)first[list + 1] - first[list];
            if (counts[list] < 0 || blocks != (counts[list] + (long)blockRows - 1) / blockRows)
                throw file.Refuse($"{name}.counts", list, $"{counts[list]} rows in {blocks} blocks");
        }

        if (first[0] != 0 || first[^1] != store.Codes.Blocks)
            throw file.Refuse($"{name}.first-block", 0, $"lists have blocks {first[0]}..{first[^1]} of {store.Codes.Blocks}");
    }

    private static Projection? Projection(SectionFile file, string name)
    {
        if (!file.Contains($"{name}.directions")) return null;

        var directions = file.Matrix<float>($"{name}.directions");
        using var roughness = file.Vector<double>($"{name}.roughness", 1);
        if (directions.Rows is >= 1 and <= Lists.Projection.MostDirections && roughness[0] is >= 0 and <= 1) return new(directions, roughness[0]);

        directions.Dispose();
        throw file.Refuse($"{name}.roughness", 0, $"{roughness[0]}, with {directions.Rows} directions");
    }

    private static int HighestOf(ReadOnlySpan<int> rows)
    {
        var highest = -1;
        foreach (var row in rows) highest = Math.Max(highest, row);
        return highest;
    }
}
