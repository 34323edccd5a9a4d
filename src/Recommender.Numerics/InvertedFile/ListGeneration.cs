namespace Recommender.Numerics.Lists;

/// <summary>What a search sees: read once and carried along.</summary>
/// <param name="Store">Rows in lists.</param>
/// <param name="Changes">Rows that came or went since; null if none did.</param>
/// <param name="SlotOf">With changes, the newest slot that each row number has or had, or −1.</param>
/// <param name="Version">Rows that went at a later one are still there.</param>
/// <param name="Added">Rows of the changes that are there.</param>
/// <param name="Count">Rows in all.</param>
internal sealed record ListGeneration(ListStore Store, ListChanges? Changes, int[]? SlotOf, int Version, int Added, int Count)
{
    public double LongestRow => Changes?.LongestRow ?? Store.LongestRow;

    /// <summary>The slot of a row, or −1.</summary>
    public unsafe int Find(int row)
    {
        if (Changes is null) return (uint)row < (uint)Store.SlotOf.Length ? Store.SlotOf.First[row] : -1;
        return (uint)row < (uint)SlotOf!.Length ? Changes.Find(Volatile.Read(ref SlotOf[row]), Version, Added) : -1;
    }

    /// <summary>The elements of a row that is there.</summary>
    public ReadOnlySpan<float> Vector(int row)
    {
        var slot = Find(row);
        return slot < Store.Slots ? Store.Rows[slot] : Changes!.Rows[slot - Store.Slots];
    }
}
