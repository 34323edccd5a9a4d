using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed as overrides of diversity.</summary>
internal static class DiversityRules
{
    private const int MaxWindow = 50;
    private const int MaxPerPage = 1_000;

    /// <summary>Tells all that is wrong.</summary>
    public static void Check(V1.DiversityOverrides diversity, ref Violations violations)
    {
        if (diversity.HasRelevance && diversity.Relevance is not (>= 0 and <= 1)) violations.Add("diversity.relevance", $"is {diversity.Relevance}; allowed is 0 to 1");
        if (diversity.HasMaxPerTag) violations.Range("diversity.max_per_tag", diversity.MaxPerTag, 1, MaxWindow);
        if (diversity.HasWindow) violations.Range("diversity.window", diversity.Window, 1, MaxWindow);
        if (diversity.HasMinMicroGenres) violations.Range("diversity.min_micro_genres", diversity.MinMicroGenres, 0, MaxPerPage);
        if (diversity.HasMaxPerFranchise) violations.Range("diversity.max_per_franchise", diversity.MaxPerFranchise, 1, MaxPerPage);
    }
}
