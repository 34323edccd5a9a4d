using System.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;

namespace Recommender.Ranking.Filters;

/// <summary>The titles that may stand on a page, one bit each, by part of the catalogue. One thread at a time.</summary>
internal sealed class EligibleTitles
{
    private ulong[] _settled = [];
    private ulong[] _recent = [];
    private int _settledCount;
    private int _recentCount;

    /// <summary>One bit per row of the settled part.</summary>
    public ReadOnlySpan<ulong> Settled => _settled.AsSpan(0, Words(_settledCount));

    /// <summary>One bit per row of the recent part.</summary>
    public ReadOnlySpan<ulong> Recent => _recent.AsSpan(0, Words(_recentCount));

    /// <summary>Whether a row of the generation may stand on the page.</summary>
    public bool this[int row] => row < _settledCount ? Has(_settled, row) : Has(_recent, row - _settledCount);

    /// <summary>Lets in what the viewer may see and the member and the caller have not ruled out; watched titles too.</summary>
    public void Begin(in PageRequest request)
    {
        var catalog = request.Generation.Catalog;
        (_settledCount, _recentCount) = (catalog.Settled.Count, catalog.Recent.Count);
        Copy(catalog.Settled, request.Query.Viewer, ref _settled);
        Copy(catalog.Recent, request.Query.Viewer, ref _recent);
        AndNot(Settled.Length, _settled, catalog.Gone);
        AndNot(Recent.Length, _recent, catalog.RecentGone);
        foreach (var row in request.Member.Hidden.Span) Remove(row);
        foreach (var row in request.Query.Excluded.Span) Remove(row);
    }

    /// <summary>Takes out what the member has watched.</summary>
    public void RemoveWatched(in PageRequest request)
    {
        foreach (ref readonly var title in request.Member.History.Span)
        {
            if (IsWatched(title, request.Member)) Remove(title.Row);
        }
    }

    /// <summary>Whether a title of the history is past: what a member only put on the list is not.</summary>
    public static bool IsWatched(in WatchedTitle title, MemberProfile member) =>
        title.States != WatchStates.None || !member.Listed.Span.Contains(title.Row);

    /// <summary>Takes a row out.</summary>
    public void Remove(int row)
    {
        var (bits, local) = row < _settledCount ? (_settled, row) : (_recent, row - _settledCount);
        bits[local >> 6] &= ~(1UL << (local & 63));
    }

    private static void Copy(CatalogPart part, in Viewer viewer, ref ulong[] bits)
    {
        var words = Words(part.Count);
        if (bits.Length < words) bits = new ulong[BitOperations.RoundUpToPowerOf2((uint)words)];
        if (words > 0) part.Access.Allowed(viewer)[..words].CopyTo(bits);
    }

    private static void AndNot(int words, ulong[] bits, ReadOnlySpan<ulong> without)
    {
        var (width, i) = (Vector<ulong>.Count, 0);
        for (; i <= words - width; i += width) Vector.AndNot(new Vector<ulong>(bits, i), new Vector<ulong>(without[i..])).CopyTo(bits, i);
        for (; i < words; i++) bits[i] &= ~without[i];
    }

    private static bool Has(ulong[] bits, int local) => (bits[local >> 6] >> (local & 63) & 1) != 0;

    private static int Words(int count) => (count + 63) / 64;
}
