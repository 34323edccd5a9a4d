using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed in a request for titles like one.</summary>
internal static class SimilarTitlesRequestRules
{
    /// <summary>Titles where nobody says.</summary>
    public const int UsualTitles = 20;

    private const int MaxTitles = 200;

    /// <summary>Tells all that is wrong.</summary>
    public static void Check(V1.SimilarTitlesRequest request, ref Violations violations)
    {
        IdRules.CheckId("title_id", request.TitleId, ref violations);
        violations.RangeOrDefault("max_titles", request.MaxTitles, 1, MaxTitles, UsualTitles);
        if (request.MemberId.Length > 0) IdRules.CheckId("member_id", request.MemberId, ref violations);
        if (request.Context is { } context) PageContextRules.Check(context, ref violations);
    }
}
