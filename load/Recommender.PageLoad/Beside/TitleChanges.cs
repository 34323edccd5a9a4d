using Grpc.Core;
using Recommender.V1;

namespace Recommender.PageLoad.Beside;

/// <summary>Puts titles that are there again, with the weight of a tag changed, one a call.</summary>
internal sealed class TitleChanges : ISideLoad
{
    private const int Titles = 1000;

    private readonly CatalogService.CatalogServiceClient _catalog;
    private readonly Title[] _titles;
    private int _next = -1;

    private TitleChanges(CatalogService.CatalogServiceClient catalog, Title[] titles, double perSecond) => (_catalog, _titles, PerSecond) = (catalog, titles, perSecond);

    public string Name => "title changes";

    public double PerSecond { get; }

    /// <summary>Reads titles to change.</summary>
    /// <exception cref="LoadException">There are none.</exception>
    public static async Task<TitleChanges> PrepareAsync(ChannelBase channel, double perSecond, CancellationToken cancellation)
    {
        var catalog = new CatalogService.CatalogServiceClient(channel.CreateCallInvoker());
        var list = await catalog.ListTitlesAsync(new ListTitlesRequest { PageSize = Titles }, cancellationToken: cancellation);
        if (list.Titles.Count == 0) throw new LoadException("the catalogue has no title to change");
        return new TitleChanges(catalog, [.. list.Titles], perSecond);
    }

    public async Task DoAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _next);
        var title = _titles[number % _titles.Length].Clone();
        if (title.Tags.Count > 0) title.Tags[0].Weight = number / _titles.Length % 2 == 0 ? 0.9f : 1;

        using var call = _catalog.PutTitles(cancellationToken: cancellation);
        await call.RequestStream.WriteAsync(new PutTitlesRequest { Title = title }, cancellation);
        await call.RequestStream.CompleteAsync();
        var answer = await call;
        if (answer.PutCount != 1) throw new LoadException($"{answer.PutCount} titles were put, not 1");
    }
}
