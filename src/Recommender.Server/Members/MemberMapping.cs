using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>From members of the wire that were checked to what portraits are painted of.</summary>
internal static class MemberMapping
{
    /// <summary>What a newcomer named.</summary>
    public static OnboardingTaste[] Tastes(RepeatedField<string> titles, RepeatedField<V1.Tag> tags) =>
    [
        .. titles.Select(static title => new OnboardingTaste(TasteKind.Title, IdHash.Of(title))).Concat(tags.Select(static tag => new OnboardingTaste(TasteKind.Tag, IdHash.OfTag(tag.Group, tag.Name)))).Distinct(),
    ];

    /// <summary>The history, the latest first; equally late ones as they came.</summary>
    public static HistoryEntry[] History(V1.Member member) => [.. member.History.Select(Entry).OrderByDescending(static entry => entry.Time)];

    /// <summary>Marks as of a time, each title once.</summary>
    public static TitleMark[] Marks(RepeatedField<string> titles, uint time) => [.. titles.Distinct(StringComparer.Ordinal).Select(title => new TitleMark(IdHash.Of(title), time))];

    private static HistoryEntry Entry(V1.HistoryItem item)
    {
        // What says nothing of how it was watched is watched all the same.
        var state = item.Finished ? WatchState.Started | WatchState.Finished : item.PositionSeconds > 0 ? WatchState.Started : WatchState.None;
        return new HistoryEntry(
            IdHash.Of(item.TitleId), (uint)(item.Time ?? new Timestamp()).Seconds, item.Strength, (uint)item.PositionSeconds, (uint)item.DurationSeconds, state, Plays: 1);
    }
}
