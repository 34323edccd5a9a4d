using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>
/// Ids of a member's latest events, so that one that comes again is known. Impressions come by the hundred and would push all others
/// out, so either kind has half of the places as its own. One thread at a time.
/// </summary>
internal sealed class KnownEvents
{
    private const int MostOfKind = PortraitLimits.RecentEvents / 2;
    private const ulong ImpressionBit = 1;

    private readonly BoundedList<ulong> _ids = new(PortraitLimits.RecentEvents);

    /// <summary>Hashes, those that came last at the end. The lowest bit says whether it is an impression's.</summary>
    public ReadOnlySpan<ulong> Span => _ids.Span;

    public void Set(ReadOnlySpan<ulong> ids) => _ids.Set(ids);

    /// <summary>Remembers an event.</summary>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(ulong id, bool isImpression)
    {
        var kind = isImpression ? ImpressionBit : 0;
        var key = (id & ~ImpressionBit) | kind;
        if (Span.Contains(key)) return false;
        if (_ids.IsFull) _ids.RemoveAt(OldestOf(CountOf(kind) >= MostOfKind ? kind : kind ^ ImpressionBit));
        _ids.Add(key);
        return true;
    }

    private int CountOf(ulong kind)
    {
        var count = 0;
        foreach (var id in _ids.Span) count += (id & ImpressionBit) == kind ? 1 : 0;
        return count;
    }

    private int OldestOf(ulong kind)
    {
        var ids = _ids.Span;
        var at = 0;
        while (at < ids.Length - 1 && (ids[at] & ImpressionBit) != kind) at++;
        return at;
    }
}
