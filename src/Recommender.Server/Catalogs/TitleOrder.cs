using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Titles in the order of the bytes of their ids. The order of a settled part is found once. Safe from many threads.</summary>
internal sealed class TitleOrder
{
    private (CatalogPart Part, int[] Rows)? _settled;

    private readonly Lock _finding = new();

    /// <summary>Rows of the catalogue that come after an id.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="id">In UTF-8; empty for all.</param>
    /// <returns>In order, as they are asked for.</returns>
    /// <remarks>O(log titles + recent titles · log recent titles), and for a new settled part O(titles · log titles).</remarks>
    public IEnumerable<int> After(Catalog catalog, byte[] id)
    {
        var (settled, recent) = (RowsOf(catalog.Settled), Sorted(catalog.Recent));
        recent = [.. recent.Where(row => (catalog.RecentGone[row >> 6] >> (row & 63) & 1) == 0)];
        var (i, j) = (FirstAfter(catalog.Settled, settled, id), FirstAfter(catalog.Recent, recent, id));
        while (true)
        {
            while (i < settled.Length && (catalog.Gone[settled[i] >> 6] >> (settled[i] & 63) & 1) == 1) i++;
            var ofSettled = i < settled.Length && (j == recent.Length || catalog.Settled.Ids[settled[i]].SequenceCompareTo(catalog.Recent.Ids[recent[j]]) < 0);
            if (ofSettled) yield return settled[i++];
            else if (j < recent.Length) yield return catalog.Settled.Count + recent[j++];
            else yield break;
        }
    }

    private int[] RowsOf(CatalogPart part)
    {
        lock (_finding)
        {
            if (_settled is not { } known || known.Part != part) _settled = known = (part, Sorted(part));
            return known.Rows;
        }
    }

    private static int[] Sorted(CatalogPart part)
    {
        int[] rows = [.. Enumerable.Range(0, part.Count)];
        Array.Sort(rows, (one, other) => part.Ids[one].SequenceCompareTo(part.Ids[other]));
        return rows;
    }

    private static int FirstAfter(CatalogPart part, int[] rows, ReadOnlySpan<byte> id)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (part.Ids[rows[middle]].SequenceCompareTo(id) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
