using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Errors;
using Recommender.Server.Pages;

namespace Recommender.Server.Members.Events;

/// <summary>What is allowed as an event, and as a batch of them.</summary>
/// <param name="options">How far from now an event may be.</param>
internal sealed class EventRules(EventOptions options)
{
    /// <summary>Most events of a batch.</summary>
    public const int MostOfBatch = 1_000;

    private const int MaxOffsetMinutes = 840;
    private const int MaxSeconds = 1_000_000;
    private const int MaxOriginBytes = 128;
    private const int MaxQueryBytes = 256;

    /// <summary>Tells all that is wrong with a batch.</summary>
    /// <param name="events">The field <c>events</c>.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="violations">Receives it.</param>
    public void Check(RepeatedField<V1.Event> events, DateTimeOffset now, ref Violations violations)
    {
        if (events.Count is 0 or > MostOfBatch) violations.Add("events", $"has {events.Count} entries; allowed is 1 to {MostOfBatch}");
        var (prefix, least, most) = (violations.Prefix, now.AddDays(-options.PastDays).ToUnixTimeSeconds(), now.AddSeconds(options.FutureSeconds).ToUnixTimeSeconds());
        for (var i = 0; i < Math.Min(events.Count, MostOfBatch); i++)
        {
            if (IsRight(events[i], least, most)) continue;
            violations.Prefix = $"{prefix}events[{i}].";
            Check(events[i], least, most, ref violations);
        }

        violations.Prefix = prefix;
    }

    // Nearly all events are right, and of them nothing is told.
    private static bool IsRight(V1.Event said, long least, long most)
    {
        var violations = default(Violations);
        Check(said, least, most, ref violations);
        return violations.Found.Count == 0;
    }

    private static void Check(V1.Event said, long least, long most, ref Violations violations)
    {
        IdRules.CheckId("event_id", said.EventId, ref violations);
        IdRules.CheckId("member_id", said.MemberId, ref violations);
        if (said.Kind is < V1.EventKind.Impression or > V1.EventKind.TrailerView)
            violations.Add("kind", $"is {(int)said.Kind}; allowed is {(int)V1.EventKind.Impression} (EVENT_KIND_IMPRESSION) to {(int)V1.EventKind.TrailerView} (EVENT_KIND_TRAILER_VIEW)");
        if (said.Kind != V1.EventKind.Search || said.TitleId.Length > 0) IdRules.CheckId("title_id", said.TitleId, ref violations);
        if (said.Time is { } time) CheckTime(time, least, most, ref violations);
        violations.Range("utc_offset_minutes", said.UtcOffsetMinutes, -MaxOffsetMinutes, MaxOffsetMinutes);
        violations.Range("device", (int)said.Device, (int)V1.DeviceKind.Unspecified, (int)V1.DeviceKind.Web);
        violations.Range("position_seconds", said.PositionSeconds, 0, MaxSeconds);
        violations.Range("duration_seconds", said.DurationSeconds, 0, MaxSeconds);
        violations.Bytes("decision_id", said.DecisionId, 0, MaxOriginBytes);
        violations.Bytes("row_id", said.RowId, 0, MaxOriginBytes);
        violations.Bytes("artwork_id", said.ArtworkId, 0, MaxOriginBytes);
        violations.Bytes("query", said.Query, 0, MaxQueryBytes);
        if (said.Query.Length > 0 && said.Kind is not (V1.EventKind.Search or V1.EventKind.Select)) violations.Add("query", "is given; allowed is none but where kind is EVENT_KIND_SEARCH or EVENT_KIND_SELECT");
    }

    private static void CheckTime(Timestamp time, long least, long most, ref Violations violations)
    {
        if (time.Seconds >= least && time.Seconds <= most && time.Nanos is >= 0 and <= 999_999_999) return;
        violations.Add("time", $"is {Shown(time)}; allowed is {Shown(least)} to {Shown(most)}");
    }

    private static string Shown(Timestamp time) =>
        time.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && time.Nanos is >= 0 and <= 999_999_999 ? Shown(time.Seconds) : $"{time.Seconds} s and {time.Nanos} ns since 1970";

    private static string Shown(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
