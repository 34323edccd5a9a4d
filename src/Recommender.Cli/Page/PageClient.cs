using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Recommender.V1;

namespace Recommender.Cli.Page;

/// <summary>Asks a running server for pages, and for each title on them once.</summary>
internal sealed class PageClient : IDisposable
{
    private const int CallsAtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Title> _titles = [];
    private readonly string _address;
    private readonly GrpcChannel _channel;
    private readonly RecommendationService.RecommendationServiceClient _pages;
    private readonly CatalogService.CatalogServiceClient _catalog;

    /// <summary>Names a server; it is reached by the first call.</summary>
    /// <exception cref="InvalidDataException">The address is none.</exception>
    public PageClient(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new InvalidDataException($"--address is '{address}'; allowed is an address such as http://127.0.0.1:5080");
        (_address, _channel) = (address, GrpcChannel.ForAddress(uri));
        (_pages, _catalog) = (new(_channel), new(_channel));
    }

    /// <summary>A page, with the names of what is on it.</summary>
    /// <exception cref="IOException">The server is not there or fails.</exception>
    /// <exception cref="InvalidDataException">The server refuses the request; the message says why.</exception>
    public async Task<PageReport> GetAsync(RecommendRequest request, CancellationToken cancellation)
    {
        try
        {
            var page = await _pages.RecommendAsync(request, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
            await FetchTitlesAsync(page, cancellation);
            return PageReports.Of(request.MemberId, page, _titles);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
        {
            throw new InvalidDataException($"the server refuses the request for member '{request.MemberId}': {refused.Status.Detail}", refused);
        }
        catch (RpcException failed) when (failed.StatusCode is StatusCode.Unavailable)
        {
            throw new IOException($"no server answers at {_address} ({failed.Status.Detail}); start one, or name another with --address", failed);
        }
        catch (RpcException failed) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"the server at {_address} failed with {failed.StatusCode}: {failed.Status.Detail}", failed);
        }
    }

    public void Dispose() => _channel.Dispose();

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
            return (await _catalog.GetTitleAsync(new GetTitleRequest { TitleId = id }, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation)).Title;
        }
        catch (RpcException gone) when (gone.StatusCode == StatusCode.NotFound)
        {
            return new Title { TitleId = id };   // deleted since the page was made
        }
    }
}
