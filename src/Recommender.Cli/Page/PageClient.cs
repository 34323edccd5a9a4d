using System.Collections.Concurrent;
using Grpc.Core;
using Recommender.Cli.Serving;
using Recommender.V1;

namespace Recommender.Cli.Page;

/// <summary>Asks a running server for pages, and for each title on them once.</summary>
/// <param name="server">The server; stays the caller's.</param>
internal sealed class PageClient(ServerCalls server)
{
    private const int CallsAtOnce = 64;

    private readonly ConcurrentDictionary<string, Title> _titles = [];
    private readonly RecommendationService.RecommendationServiceClient _pages = new(server.Channel);
    private readonly CatalogService.CatalogServiceClient _catalog = new(server.Channel);

    /// <summary>A page, with the names of what is on it.</summary>
    /// <exception cref="IOException">The server is not there or fails.</exception>
    /// <exception cref="InvalidDataException">The server refuses the request; the message says why.</exception>
    public Task<PageReport> GetAsync(RecommendRequest request, CancellationToken cancellation) => server.AskAsync(
        request.MemberId,
        async () =>
        {
            var page = await _pages.RecommendAsync(request, deadline: ServerCalls.Deadline, cancellationToken: cancellation);
            await FetchTitlesAsync(page, cancellation);
            return PageReports.Of(request.MemberId, page, _titles);
        },
        cancellation);

    private Task FetchTitlesAsync(RecommendResponse page, CancellationToken cancellation)
    {
        var titles = page.Rows.SelectMany(static row => row.Titles);
        var ids = titles.Select(static title => title.TitleId)
            .Concat(page.Rows.Select(static row => row.AnchorTitleId).Where(static id => id.Length > 0))
            .Concat(titles.SelectMany(static title => title.Reasons).Where(static reason => reason.Kind == "watched").Select(static reason => reason.Subject))
            .Where(id => !_titles.ContainsKey(id))
            .Distinct();
        return Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellation }, async (id, token) => _titles[id] = await FetchAsync(id, token));
    }

    private async Task<Title> FetchAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return (await _catalog.GetTitleAsync(new GetTitleRequest { TitleId = id }, deadline: ServerCalls.Deadline, cancellationToken: cancellation)).Title;
        }
        catch (RpcException gone) when (gone.StatusCode == StatusCode.NotFound)
        {
            return new Title { TitleId = id };   // deleted since the page was made
        }
    }
}
