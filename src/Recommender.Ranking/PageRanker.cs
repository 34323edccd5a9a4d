using System.Diagnostics;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Tracing;

namespace Recommender.Ranking;

/// <summary>Makes pages. Safe from many threads, each with a scratch of its own.</summary>
public static class PageRanker
{
    /// <summary>Makes a member's page.</summary>
    /// <param name="generation">From what. Read once by the caller.</param>
    /// <param name="query">What it is to be like; within the ranges that it documents.</param>
    /// <param name="member">Whose; in rows of the generation.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="page">Receives the page.</param>
    /// <remarks>No allocation once the scratch has grown, no lock, no wait. The same arguments give the same page.</remarks>
    public static void Rank(Generation generation, PageQuery query, MemberProfile member, RankingScratch scratch, Page page)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(scratch);
        ArgumentNullException.ThrowIfNull(page);
        var request = new PageRequest(generation, query, member);
        page.Clear();
        scratch.Times?.Begin();
        Prepare(request, scratch);
        if (scratch.Continued.Count > 0) AddContinued(request, scratch, page);
        while (page.Rows.Count < query.MaxRows)
        {
            if (Stopwatch.GetTimestamp() >= query.Deadline)
            {
                page.Curtailment = Curtailment.FewerRows;
                return;
            }

            if (scratch.Planner.Next(request) is not { } plan)
            {
                page.Curtailment = Curtailment.NotEnoughTitles;
                return;
            }

            scratch.Times?.End(RankingStage.Rows);
            AddRow(request, plan, scratch, page);
        }
    }

    private static void Prepare(in PageRequest request, RankingScratch scratch)
    {
        scratch.Begin(request);
        scratch.Times?.End(RankingStage.Filters);
        scratch.Candidates.Begin(request, scratch.Eligible, scratch.Scores, scratch.Tags);
        scratch.Times?.End(RankingStage.Candidates);
        scratch.Anchors.Begin(request, scratch.Candidates.Rows);
        scratch.Times?.End(RankingStage.Anchors);
        scratch.MicroGenres.Begin(request, scratch.Candidates.Rows, scratch.Scores, scratch.Tags);
        scratch.Times?.End(RankingStage.MicroGenres);
        scratch.Planner.Begin(request);
        scratch.Times?.End(RankingStage.Rows);
    }

    // What was begun is shown however little it is, and however much of a franchise: it is looked for. The rows below have so much less of that.
    private static void AddContinued(in PageRequest request, RankingScratch scratch, Page page)
    {
        var plan = new RowPlan(RowKind.ContinueWatching, -1, 1, 0, Done: true);
        PagePlacement.AddRow(request, plan, scratch.Continued.Count, scratch, page);
        foreach (var place in scratch.Continued.Span)
        {
            ref readonly var title = ref request.Member.History[place];
            scratch.Reranker.Count(request, title.Row);
            PagePlacement.Add(request, title.Row, (int)title.Position, scratch, page);
        }
    }

    private static void AddRow(in PageRequest request, in RowPlan plan, RankingScratch scratch, Page page)
    {
        var chosen = Choose(request, plan, request.Generation.Recipe.CandidatesPerPlace, scratch, page);
        if (chosen.Length < request.LeastTitles) return;

        if (scratch.Trace.IsOn) scratch.Trace.See(request, plan, scratch.Titles, scratch.Pool.Count);
        PagePlacement.AddRow(request, plan, chosen.Length, scratch, page);
        PagePlacement.Expect(request, scratch.Pool, chosen, scratch.Artworks);
        foreach (var place in chosen)
        {
            scratch.Eligible.Remove(scratch.Pool.Row(place));
            PagePlacement.Add(request, scratch.Pool.Row(place), resume: 0, scratch, page);
        }

        scratch.Times?.End(RankingStage.Artworks);
        scratch.Reranker.Keep(chosen);
        scratch.Planner.Keep(request, plan);
    }

    // Where rules leave a row short of titles, it is chosen again from more candidates.
    private static ReadOnlySpan<int> Choose(in PageRequest request, in RowPlan plan, int perPlace, RankingScratch scratch, Page page)
    {
        const int Wider = 8;
        var shared = RowTheme.SharedTags(request.Generation, plan);
        var rowsLeft = request.Query.MaxRows - page.Rows.Count;
        for (var most = perPlace * request.Query.TitlesPerRow; ; most *= Wider)
        {
            scratch.Titles.Collect(request, plan, scratch.Pool, most);
            scratch.Times?.End(RankingStage.RowTitles);
            var chosen = scratch.Reranker.Select(request, scratch.Pool, shared, rowsLeft);
            scratch.Times?.End(RankingStage.Diversity);
            if (chosen.Length == request.Query.TitlesPerRow || scratch.Pool.Offered <= most || most > perPlace * request.Query.TitlesPerRow) return chosen;
        }
    }
}
