using Recommender.Ranking;
using Recommender.Server.Decisions;
using Recommender.Server.Generations;
using Recommender.Server.Pages;
using Recommender.Server.Pages.Wire;
using Recommender.V1;

namespace Recommender.Server.Tests.Decisions;

/// <summary>A page with more rows than any catalogue of a test has: rows of one page again and again.</summary>
internal static class LongPage
{
    public static PendingDecision Of(ServedGeneration served, int rows)
    {
        var work = new PageWorkspaces().Rent(served);
        work.Query.Reset(served.Ranking.Recipe);
        (work.Query.MaxRows, work.Query.TitlesPerRow) = (1, 200);
        work.Member.Reset(served.Ranking.Catalog.Settled.Embeddings.Dimension, served.Ranking.Personas.Count);
        PageRanker.Rank(served.Ranking, work.Query, work.Member, work.Ranking, work.Page);
        DecisionId.Write(TimeProvider.System.GetUtcNow(), work.PageAnswer.DecisionId);
        var (row, titles, chances) = (work.Page.Rows[0], work.Page.Titles.Span.ToArray(), work.Page.Chances.Span.ToArray());
        for (var i = 1; i < rows; i++)
        {
            work.Page.Rows.Add(row with { First = work.Page.Titles.Count });
            work.Page.Titles.AddRange(titles);
            work.Page.Chances.AddRange(chances);
        }

        var pending = new PendingDecision();
        pending.Fill(work, new RecommendRequest { MemberId = "m" });
        return pending;
    }
}
