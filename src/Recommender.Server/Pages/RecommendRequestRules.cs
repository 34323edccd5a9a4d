using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed in a request for a page.</summary>
internal static class RecommendRequestRules
{
    /// <summary>Rows of a page where nobody says.</summary>
    public const int UsualRows = 10;

    /// <summary>Titles of a row where nobody says.</summary>
    public const int UsualTitlesPerRow = 20;

    private const int MaxRows = 100;
    private const int MaxTitlesPerRow = 200;
    private const int MaxExcluded = 1_000;
    private const int MaxOnboardingTags = 64;

    /// <summary>Tells all that is wrong.</summary>
    public static void Check(V1.RecommendRequest request, ref Violations violations)
    {
        IdRules.CheckId("member_id", request.MemberId, ref violations);
        violations.RangeOrDefault("max_rows", request.MaxRows, 1, MaxRows, UsualRows);
        violations.RangeOrDefault("titles_per_row", request.TitlesPerRow, 1, MaxTitlesPerRow, UsualTitlesPerRow);
        if (request.Context is { } context) PageContextRules.Check(context, ref violations);
        violations.Most("excluded_title_ids", request.ExcludedTitleIds.Count, MaxExcluded);
        for (var i = 0; i < Math.Min(request.ExcludedTitleIds.Count, MaxExcluded); i++)
            if (!IdRules.IsId(request.ExcludedTitleIds[i])) IdRules.CheckId($"excluded_title_ids[{i}]", request.ExcludedTitleIds[i], ref violations);
        CheckKinds(request, ref violations);
        if (request.Diversity is { } diversity) DiversityRules.Check(diversity, ref violations);
        violations.Most("onboarding_tags", request.OnboardingTags.Count, MaxOnboardingTags);
        for (var i = 0; i < Math.Min(request.OnboardingTags.Count, MaxOnboardingTags); i++)
            if (!IdRules.IsTag(request.OnboardingTags[i])) IdRules.CheckTag($"onboarding_tags[{i}]", request.OnboardingTags[i], ref violations);
    }

    private static void CheckKinds(V1.RecommendRequest request, ref Violations violations)
    {
        for (var i = 0; i < request.RowKinds.Count; i++)
        {
            var kind = request.RowKinds[i];
            if (kind is < V1.RowKind.ContinueWatching or > V1.RowKind.MicroGenre)
                violations.Add($"row_kinds[{i}]", $"is {(int)kind}; allowed is {(int)V1.RowKind.ContinueWatching} (ROW_KIND_CONTINUE_WATCHING) to {(int)V1.RowKind.MicroGenre} (ROW_KIND_MICRO_GENRE)");
        }
    }
}
