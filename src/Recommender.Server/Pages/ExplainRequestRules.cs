using Recommender.Server.Errors;

namespace Recommender.Server.Pages;

/// <summary>What is allowed in a question about a page.</summary>
internal static class ExplainRequestRules
{
    /// <summary>Tells all that is wrong.</summary>
    public static void Check(V1.ExplainRequest request, ref Violations violations)
    {
        IdRules.CheckId("title_id", request.TitleId, ref violations);
        if (request.Page is not { } page)
        {
            violations.Add("page", "is missing; needed is the request for the page that is asked about");
            return;
        }

        violations.Prefix = "page.";
        RecommendRequestRules.Check(page, ref violations);
        violations.Prefix = null;
    }
}
