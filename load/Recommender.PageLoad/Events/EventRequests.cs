using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Events;

/// <summary>Calls that record what members do. No event's id comes twice, in whatever run. One thread at a time.</summary>
internal sealed class EventRequests : IRequests
{
    private const int LongestSeconds = 3 * 3600;
    private const int ShortestSeconds = 20 * 60;
    private const int LatestSeconds = 5;   // between what happened and the gateway's call

    private static int _made;

    private readonly Members _members;
    private readonly Showings _showings;
    private readonly Random _random;
    private readonly RecordEventsRequest _request = new();
    private readonly string _series;
    private long _number;
    private byte[] _bytes = new byte[1 << 16];

    /// <summary>Draws members and titles from these, so many a call.</summary>
    public EventRequests(Members members, Showings showings, int perCall, int seed)
    {
        (_members, _showings, _random) = (members, showings, new Random(seed));
        for (var i = 0; i < perCall; i++) _request.Events.Add(new Event { Time = new Timestamp() });
        _series = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow.Ticks:x}-{Interlocked.Increment(ref _made):x}-");
    }

    /// <summary>Events that the server says it has recorded, so far. Safe from many threads.</summary>
    public long Recorded => Interlocked.Read(ref _recorded);

    private long _recorded;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Next()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var one in _request.Events) Draw(one, now);
        return MessageBytes.Of(_request, ref _bytes);
    }

    /// <inheritdoc/>
    public bool Keeps(long call) => true;   // it says how many were recorded

    /// <inheritdoc/>
    public Tally NewTally() => new EventTally(_request.Events.Count, events => Interlocked.Add(ref _recorded, events));

    private void Draw(Event one, long now)
    {
        var member = _members.Draw(_random);
        var showing = _showings.Draw(member, _random);
        (one.EventId, one.MemberId, one.Kind) = (string.Create(CultureInfo.InvariantCulture, $"{_series}{_number++:x}"), member, EventMixture.Draw(_random));
        (one.DecisionId, one.RowId, one.TitleId, one.ArtworkId) = (showing.DecisionId, showing.RowId, showing.TitleId, showing.ArtworkId);

        var time = now - _random.Next(LatestSeconds * 1000);
        (one.Time.Seconds, one.Time.Nanos) = (time / 1000, (int)(time % 1000) * 1_000_000);
        one.Device = (DeviceKind)_random.Next((int)DeviceKind.Tv, (int)DeviceKind.Web + 1);
        one.DurationSeconds = one.PositionSeconds = 0;
        one.Query = "";
        Complete(one);
    }

    // What only some kinds have.
    private void Complete(Event one)
    {
        switch (one.Kind)
        {
            case EventKind.Search:
                one.TitleId = one.DecisionId = one.RowId = one.ArtworkId = "";
                one.Query = "something to laugh at";
                break;
            case EventKind.Select:
                one.Query = "something to laugh at";
                break;
            case EventKind.Play or EventKind.Progress or EventKind.Pause or EventKind.SeekBack or EventKind.SeekForward or EventKind.Stop or EventKind.Abandon:
                one.DurationSeconds = _random.Next(ShortestSeconds, LongestSeconds);
                one.PositionSeconds = _random.Next(one.DurationSeconds);
                break;
            case EventKind.Complete:
                one.DurationSeconds = one.PositionSeconds = _random.Next(ShortestSeconds, LongestSeconds);
                break;
        }
    }
}
