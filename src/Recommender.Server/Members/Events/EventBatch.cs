using System.Text;
using Google.Protobuf.Collections;
using Recommender.Storage.Data;
using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>Puts the events of a batch into the store, those of one member as one change. Kept for the next batch; one thread at a time.</summary>
internal sealed class EventBatch
{
    private readonly EventFold _fold = new();
    private readonly RecentHashes _titles = new();
    private readonly int[] _order = new int[EventRules.MostOfBatch];
    private readonly PackedEvent[] _packed = new PackedEvent[EventRules.MostOfBatch];
    private readonly byte[] _change = new byte[PortraitChange.BytesOf(EventRules.MostOfBatch)];
    private readonly byte[] _memberId = new byte[MemberStore.MaxIdBytes];
    private readonly Comparison<int> _byMemberAndTime;
    private RepeatedField<V1.Event> _events = [];

    public EventBatch() => _byMemberAndTime = Compare;

    /// <summary>Folds all in: they show when this returns.</summary>
    /// <param name="events">Checked, each with a time.</param>
    /// <param name="terms">On what terms.</param>
    /// <param name="store">Where to.</param>
    /// <param name="isNew">Receives whether each was new, by its place; empty if nobody asks.</param>
    /// <param name="position">Receives what to wait for before they are acknowledged.</param>
    /// <exception cref="Storage.Store.StoreException">The disk has failed; some may be in.</exception>
    public RecordedCounts Submit(RepeatedField<V1.Event> events, in EventTerms terms, DataStore store, Span<bool> isNew, out long position)
    {
        _events = events;
        position = 0;
        var order = _order.AsSpan(0, events.Count);
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (order.Length > 1) order.Sort(_byMemberAndTime);

        var recorded = 0;
        for (var first = 0; first < order.Length;)
        {
            var member = events[order[first]].MemberId;
            var end = first + 1;
            while (end < order.Length && events[order[end]].MemberId == member) end++;
            position = Math.Max(position, SubmitMember(member, order[first..end], terms, store, isNew));
            recorded += _fold.NewCount;
            first = end;
        }

        return new RecordedCounts(recorded, order.Length - recorded);
    }

    private long SubmitMember(string member, ReadOnlySpan<int> places, in EventTerms terms, DataStore store, Span<bool> isNew)
    {
        for (var i = 0; i < places.Length; i++) _packed[i] = Pack(_events[places[i]]);
        var bytes = PortraitChange.Write(terms, _packed.AsSpan(0, places.Length), _change);
        var id = _memberId.AsSpan(0, Encoding.UTF8.GetBytes(member, _memberId));
        var position = store.SubmitMemberUpdate(id, _change.AsSpan(0, bytes), _fold);
        if (!isNew.IsEmpty)
            for (var i = 0; i < places.Length; i++) isNew[places[i]] = _fold.IsNew(i);
        return position;
    }

    private PackedEvent Pack(V1.Event said) => new(
        IdHash.Of(said.EventId), said.TitleId.Length == 0 ? 0 : _titles.HashOf(said.TitleId), (uint)said.Time.Seconds,
        (uint)said.PositionSeconds, (uint)said.DurationSeconds, (PackedEventKind)said.Kind, MemberClock.HourOf(said.Time.Seconds, said.UtcOffsetMinutes), (byte)said.Device);

    // Of one member in the order of time, and of the same moment as they came.
    private int Compare(int x, int y)
    {
        var (one, other) = (_events[x], _events[y]);
        var members = string.CompareOrdinal(one.MemberId, other.MemberId);
        if (members != 0) return members;
        if (one.Time.Seconds != other.Time.Seconds) return one.Time.Seconds.CompareTo(other.Time.Seconds);
        return one.Time.Nanos != other.Time.Nanos ? one.Time.Nanos.CompareTo(other.Time.Nanos) : x.CompareTo(y);
    }
}
