using Grpc.Core;
using Recommender.Ranking;
using Recommender.Server.Artworks;
using Recommender.Server.Decisions;
using Recommender.Server.Errors;
using Recommender.Server.Generations;
using Recommender.Server.Members;
using Recommender.Server.Pages.Wire;
using Recommender.Storage.Members;

namespace Recommender.Server.Pages;

/// <summary>From the wire to a query, and from a page to the wire. One instance serves all calls.</summary>
internal sealed class RecommendationService(CurrentGeneration current, IMemberReader members, PageWorkspaces workspaces, DecisionRecorder decisions, CurrentArtworkPolicy artworks, TimeProvider time)
    : RecommendationServiceBase
{
    /// <inheritdoc/>
    public override Task<PageAnswer> Recommend(V1.RecommendRequest request, ServerCallContext context)
    {
        var violations = default(Violations);
        RecommendRequestRules.Check(request, ref violations);
        violations.ThrowIfAny();

        var work = workspaces.Rent(current.Served);
        try
        {
            var now = Begin(work, request);
            work.Query.Deadline = PageQueries.DeadlineOf(context.Deadline, now);
            PageRanker.Rank(work.Served.Ranking, work.Query, work.Member, work.Ranking, work.Page);
            DecisionId.Write(now, work.PageAnswer.DecisionId);
            decisions.Record(work, request);
            return work.PageAnswer.Given;
        }
        catch
        {
            work.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<TitlesAnswer> SimilarTitles(V1.SimilarTitlesRequest request, ServerCallContext context)
    {
        var violations = default(Violations);
        SimilarTitlesRequestRules.Check(request, ref violations);
        violations.ThrowIfAny();

        var work = workspaces.Rent(current.Served);
        try
        {
            var row = RowOf(work.Served, request.TitleId);
            Begin(work, request);
            var member = request.MemberId.Length == 0 ? null : work.Member;
            Ranking.SimilarTitles.Find(work.Served.Ranking, work.Query, row, member, work.Ranking, work.Page);
            return work.TitlesAnswer.Given;
        }
        catch
        {
            work.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<V1.ExplainResponse> Explain(V1.ExplainRequest request, ServerCallContext context)
    {
        var violations = default(Violations);
        ExplainRequestRules.Check(request, ref violations);
        violations.ThrowIfAny();

        var work = workspaces.Rent(current.Served);
        try
        {
            var row = RowOf(work.Served, request.TitleId);
            Begin(work, request.Page);
            work.Query.Explain = true;
            var trace = PageExplainer.Explain(work.Served.Ranking, work.Query, work.Member, row, work.Ranking, work.Page);
            return Task.FromResult(Explanation.Of(work, row, trace));
        }
        finally
        {
            work.Release();
        }
    }

    private static int RowOf(ServedGeneration served, string titleId)
    {
        var row = served.Ranking.Catalog.RowOf(IdHash.Of(titleId));
        return row >= 0 ? row : throw new RpcException(new Status(StatusCode.NotFound, $"title_id is '{titleId}'; the catalogue has no such title"));
    }

    private DateTimeOffset Begin(PageWorkspace work, V1.RecommendRequest request)
    {
        var now = time.GetUtcNow();
        PageQueries.Fill(work.Query, request, work.Served, now);
        work.Query.Artworks = artworks.Policy;
        members.Read(work.Utf8(request.MemberId), work.Served, work.Query.Viewer.Time, work.Member);
        return now;
    }

    private void Begin(PageWorkspace work, V1.SimilarTitlesRequest request)
    {
        PageQueries.Fill(work.Query, request, work.Served, time.GetUtcNow());
        work.Query.Artworks = artworks.Policy;
        if (request.MemberId.Length > 0) members.Read(work.Utf8(request.MemberId), work.Served, work.Query.Viewer.Time, work.Member);
    }
}
