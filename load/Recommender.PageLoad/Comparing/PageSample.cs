using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Comparing;

/// <summary>Requests that can be asked again: each with its member, time and seed. Members are drawn as under load, times go around the clock.</summary>
internal sealed class PageSample
{
    private const int AtOnce = 2;
    private const int SecondsApart = 61;

    private readonly RecommendRequest[] _requests;

    /// <summary>Draws them.</summary>
    public PageSample(Members members, PageShape shape, int count, DateTime from, int seed)
    {
        var random = new Random(seed);
        _requests = [.. Enumerable.Range(0, count).Select(number => new RecommendRequest
        {
            MemberId = members.Draw(random),
            MaxRows = shape.Rows,
            TitlesPerRow = shape.TitlesPerRow,
            Seed = (ulong)number,
            Context = new PageContext { Surface = "home", Time = Timestamp.FromDateTime(from.AddSeconds((double)number * SecondsApart)) },
        })];
    }

    /// <summary>How many.</summary>
    public int Count => _requests.Length;

    /// <summary>Members that occur.</summary>
    public int Members => _requests.Select(static request => request.MemberId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Asks a server for all pages, in this order.</summary>
    public async Task<RecommendResponse[]> AskAsync(Uri server, CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress(server);
        var client = new RecommendationService.RecommendationServiceClient(channel.CreateCallInvoker());
        var pages = new RecommendResponse[_requests.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, pages.Length, parallel, async (at, ending) => pages[at] = await client.RecommendAsync(_requests[at], cancellationToken: ending));
        return pages;
    }
}
