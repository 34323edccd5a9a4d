using Grpc.Core;
using Recommender.PageLoad.Driving;
using Recommender.V1;

namespace Recommender.PageLoad.Events;

/// <summary>What events are about: pages that the server answered with, and all titles on these, by a power law. Immutable; safe from many threads.</summary>
internal sealed class Showings
{
    private readonly Dictionary<string, Showing[]> _pages;
    private readonly string[] _titles;
    private readonly PowerLaw _law;

    private Showings(Dictionary<string, Showing[]> pages)
    {
        _pages = pages;
        _titles = [.. pages.Values.SelectMany(static page => page).Select(static showing => showing.TitleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_titles.Length == 0) throw new LoadException("no page has a title that events could be about");
        new Random(1).Shuffle(_titles);   // the order of ids says nothing about how popular a title is
        _law = new PowerLaw(_titles.Length, Members.Exponent);
    }

    /// <summary>Titles, the most popular first.</summary>
    public ReadOnlySpan<string> Titles => _titles;

    /// <summary>Asks for some members' pages.</summary>
    /// <param name="channel">Of the server.</param>
    /// <param name="members">Who asks.</param>
    /// <param name="shape">Of the pages.</param>
    /// <param name="pages">How many.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="LoadException">The pages are empty.</exception>
    /// <exception cref="RpcException">The server refuses.</exception>
    public static async Task<Showings> AskAsync(ChannelBase channel, Members members, PageShape shape, int pages, CancellationToken cancellation)
    {
        var (service, random) = (new RecommendationService.RecommendationServiceClient(channel.CreateCallInvoker()), new Random(1));
        var shown = new Dictionary<string, Showing[]>(StringComparer.Ordinal);
        for (var page = 0; page < pages; page++)
        {
            var request = PageRequests.Of(shape);
            request.MemberId = members.Draw(random);
            shown[request.MemberId] = Of(await service.RecommendAsync(request, cancellationToken: cancellation));
        }

        return new Showings(shown);
    }

    /// <summary>Draws a title for a member: one of the member's page where that was asked for, else a popular one that no page led to.</summary>
    public Showing Draw(string member, Random random) =>
        _pages.TryGetValue(member, out var page) && page.Length > 0 ? page[random.Next(page.Length)] : new("", "", _titles[_law.Draw(random)], "");

    private static Showing[] Of(RecommendResponse page) =>
        [.. page.Rows.SelectMany(row => row.Titles.Select(title => new Showing(page.DecisionId, row.RowId, title.TitleId, title.Artwork?.ArtworkId ?? "")))];
}
