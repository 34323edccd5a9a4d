using Google.Protobuf.Collections;
using Recommender.Server.Errors;
using Recommender.Server.Pages;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What is allowed as a member from another system.</summary>
internal static class MemberRules
{
    /// <summary>Most titles of a history: beyond what a portrait remembers in detail they are kept from being shown again.</summary>
    public const int MostTitles = 1_000;

    private const int MostMembers = 500;
    private const int FutureSeconds = 300;
    private const int MaxSeconds = 1_000_000;
    private const float MaxStrength = 1e9f;

    /// <summary>Tells all that is wrong with a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="violations">Receives it.</param>
    public static void Check(V1.PutMembersRequest request, DateTimeOffset now, ref Violations violations)
    {
        if (request.Members.Count is 0 or > MostMembers) violations.Add("members", $"has {request.Members.Count} entries; allowed is 1 to {MostMembers}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(request.Members.Count, MostMembers); i++)
        {
            violations.Prefix = $"members[{i}].";
            Check(request.Members[i], now.ToUnixTimeSeconds() + FutureSeconds, ref violations);
            if (!seen.Add(request.Members[i].MemberId)) violations.Add("member_id", $"is '{request.Members[i].MemberId}' for the second time; allowed is once");
        }

        violations.Prefix = null;
    }

    private static void Check(V1.Member member, long latest, ref Violations violations)
    {
        IdRules.CheckId("member_id", member.MemberId, ref violations);
        CheckHistory(member.History, latest, ref violations);
        CheckIds("hidden_title_ids", member.HiddenTitleIds, MostTitles, ref violations);
        CheckIds("listed_title_ids", member.ListedTitleIds, PortraitLimits.Listed, ref violations);
        TasteRules.Check("liked_title_ids", member.LikedTitleIds, "liked_tags", member.LikedTags, ref violations);
    }

    private static void CheckHistory(RepeatedField<V1.HistoryItem> history, long latest, ref Violations violations)
    {
        violations.Most("history", history.Count, MostTitles);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(history.Count, MostTitles); i++)
        {
            var (field, item) = ($"history[{i}]", history[i]);
            IdRules.CheckId($"{field}.title_id", item.TitleId, ref violations);
            if (!seen.Add(item.TitleId)) violations.Add($"{field}.title_id", $"is '{item.TitleId}' for the second time; allowed is once");
            if (item.Time is { } time && (time.Seconds < 0 || time.Seconds > latest))
                violations.Add($"{field}.time", $"is second {time.Seconds} since 1970; allowed is 0 to {latest}, which is now and what clocks may differ by");
            if (!(MathF.Abs(item.Strength) <= MaxStrength)) violations.Add($"{field}.strength", $"is {item.Strength}; allowed is {-MaxStrength} to {MaxStrength}");
            violations.Range($"{field}.position_seconds", item.PositionSeconds, 0, MaxSeconds);
            violations.Range($"{field}.duration_seconds", item.DurationSeconds, 0, MaxSeconds);
        }
    }

    private static void CheckIds(string field, RepeatedField<string> ids, int most, ref Violations violations)
    {
        violations.Most(field, ids.Count, most);
        for (var i = 0; i < Math.Min(ids.Count, most); i++)
            if (!IdRules.IsId(ids[i])) IdRules.CheckId($"{field}[{i}]", ids[i], ref violations);
    }
}
