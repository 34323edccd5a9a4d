using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Blocks of slots that lie one after the other, as a search reads them: those of a store, or those that were added.</summary>
internal readonly unsafe struct SlotBlocks
{
    public SlotBlocks(ListStore store, ListChanges? changes)
    {
        (Codes, Rows, FirstSlot) = (store.Codes, store.Rows, 0);
        Bounds = store.Bounds;
        RowOf = store.RowOf.First;
        Gone = changes is null ? null : changes.Gone.First;
    }

    public SlotBlocks(ListChanges changes)
    {
        (Codes, Rows, FirstSlot) = (changes.Codes, changes.Rows, changes.BaseSlots);
        Bounds = changes.Bounds;
        RowOf = changes.RowOf.First;
        Gone = changes.AddedGone.First;
    }

    public Int8Matrix Codes { get; }

    public AlignedMatrix<float> Rows { get; }

    /// <summary>The slot of the first row.</summary>
    public int FirstSlot { get; }

    public RowBounds Bounds { get; }

    /// <summary>The row in each slot, or −1.</summary>
    public int* RowOf { get; }

    /// <summary>The version from which on a row is not there; null when none has gone.</summary>
    public int* Gone { get; }
}
