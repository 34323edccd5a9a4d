using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Recommender.V1;

namespace Recommender.Server.Tests.Members.Events;

/// <summary>Events as players send them, each with an id of its own.</summary>
internal static class MadeEvents
{
    private static int _last;

    /// <summary>An event of just now, some seconds ago.</summary>
    public static Event Of(string member, EventKind kind, string title, int secondsAgo = 0, int position = 0, int duration = 0) => new()
    {
        EventId = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture),
        MemberId = member,
        Kind = kind,
        TitleId = title,
        Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddSeconds(-secondsAgo)),
        PositionSeconds = position,
        DurationSeconds = duration,
    };

    /// <summary>A title that was begun and not finished: played for half an hour of an hour and a half.</summary>
    public static Event[] HalfWatched(string member, string title) =>
    [
        Of(member, EventKind.Play, title, secondsAgo: 1_900, duration: 5_400),
        Of(member, EventKind.Progress, title, secondsAgo: 100, position: 1_800, duration: 5_400),
        Of(member, EventKind.Stop, title, secondsAgo: 90, position: 1_810, duration: 5_400),
    ];
}
