using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;

namespace Recommender.Ranking;

/// <summary>Finds the titles most like one. Safe from many threads, each with a scratch of its own.</summary>
public static class SimilarTitles
{
    /// <summary>Finds them.</summary>
    /// <param name="generation">From what.</param>
    /// <param name="query">How many, <see cref="PageQuery.TitlesPerRow"/>, and for which viewer.</param>
    /// <param name="titleRow">The title, a row of the generation.</param>
    /// <param name="member">Whose taste orders them, and whose watched and hidden titles are left out; null for nobody's.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="page">Receives one row with the titles, best first; none where there is none like it. Scores are how like they are, and how well they fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static void Find(Generation generation, PageQuery query, int titleRow, MemberProfile? member, RankingScratch scratch, Page page)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(scratch);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentOutOfRangeException.ThrowIfNegative(titleRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(titleRow, generation.Catalog.Rows);
        if (member is null)
        {
            member = scratch.Nobody;
            member.Reset(generation.Catalog.Settled.Embeddings.Dimension, generation.Personas.Count);
        }

        var request = new PageRequest(generation, query, member);
        page.Clear();
        scratch.Begin(request);
        scratch.Eligible.Remove(titleRow);
        scratch.Similar.Collect(request, titleRow, scratch.Pool);
        var plan = new RowPlan(RowKind.BecauseYouWatched, titleRow, 1, 0, Done: true);
        var count = Math.Min(scratch.Pool.Count, query.TitlesPerRow);
        if (count < query.TitlesPerRow) page.Curtailment = Curtailment.NotEnoughTitles;
        if (count == 0) return;

        PagePlacement.AddRow(request, plan, count, scratch, page);
        for (var i = 0; i < count; i++)
        {
            PagePlacement.Add(request, scratch.Pool.Row(i), resume: 0, scratch, page);
            page.Titles[i] = page.Titles[i] with { Score = scratch.Pool.Relevance(i) };
        }
    }
}
