using System.Runtime.CompilerServices;

namespace Recommender.Ranking.Catalogs;

/// <summary>
/// The catalogue of one generation: a large part, and a small one with what came or changed since. Titles are rows: first the large
/// part's, then the small one's. Immutable; safe from many threads.
/// </summary>
/// <param name="settled">The large part.</param>
/// <param name="recent">What changed since; a title here takes the place of one of the same id there.</param>
/// <param name="gone">One bit per row of the large part, 64 to an element: deleted or replaced since.</param>
/// <param name="recentGone">One bit per row of the small part, 64 to an element: deleted or replaced since.</param>
/// <param name="version">Number of the newest change in it.</param>
public sealed class Catalog(CatalogPart settled, CatalogPart recent, ulong[] gone, ulong[] recentGone, long version)
{
    /// <summary>The catalogue of which nothing in the small part is gone.</summary>
    public Catalog(CatalogPart settled, CatalogPart recent, ulong[] gone, long version)
        : this(settled, recent, gone, new ulong[(recent.Count + 63) >> 6], version)
    {
    }

    /// <summary>The large part.</summary>
    public CatalogPart Settled => settled;

    /// <summary>What changed since.</summary>
    public CatalogPart Recent => recent;

    /// <summary>One bit per row of <see cref="Settled"/>: deleted or replaced since.</summary>
    public ReadOnlySpan<ulong> Gone => gone;

    /// <summary>One bit per row of <see cref="Recent"/>: deleted or replaced since.</summary>
    public ReadOnlySpan<ulong> RecentGone => recentGone;

    /// <summary>Number of the newest change in it.</summary>
    public long Version => version;

    /// <summary>Number of rows, those that are gone included.</summary>
    public int Rows => settled.Count + recent.Count;

    /// <summary>The part that a row is in, and its row there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CatalogPart PartOf(int row, out int local)
    {
        var inSettled = row < settled.Count;
        local = inSettled ? row : row - settled.Count;
        return inSettled ? settled : recent;
    }

    /// <summary>The row of a title by the hash of its id; -1 where the catalogue does not have it.</summary>
    public int RowOf(ulong idHash)
    {
        var row = recent.Ids.RowOf(idHash);
        if (row >= 0 && !Has(recentGone, row)) return settled.Count + row;
        row = settled.Ids.RowOf(idHash);
        return row >= 0 && !Has(gone, row) ? row : -1;
    }

    private static bool Has(ulong[] bits, int row) => (bits[row >> 6] >> (row & 63) & 1) == 1;
}
