using Google.Protobuf.Collections;
using Recommender.Server.Errors;
using Recommender.Server.Pages;

namespace Recommender.Server.Members;

/// <summary>What is allowed as named by a newcomer.</summary>
internal static class TasteRules
{
    private const int MostOfKind = 32;

    /// <summary>Tells all that is wrong with a request.</summary>
    public static void Check(V1.OnboardRequest request, ref Violations violations)
    {
        IdRules.CheckId("member_id", request.MemberId, ref violations);
        Check("title_ids", request.TitleIds, "tags", request.Tags, ref violations);
        if (request.TitleIds.Count + request.Tags.Count == 0) violations.Add("title_ids", "is empty, and so is tags; allowed is one of them at least");
    }

    /// <summary>Tells all that is wrong with titles and tags.</summary>
    public static void Check(string titlesField, RepeatedField<string> titles, string tagsField, RepeatedField<V1.Tag> tags, ref Violations violations)
    {
        violations.Most(titlesField, titles.Count, MostOfKind);
        for (var i = 0; i < Math.Min(titles.Count, MostOfKind); i++) IdRules.CheckId($"{titlesField}[{i}]", titles[i], ref violations);
        violations.Most(tagsField, tags.Count, MostOfKind);
        for (var i = 0; i < Math.Min(tags.Count, MostOfKind); i++) IdRules.CheckTag($"{tagsField}[{i}]", tags[i], ref violations);
    }
}
