using Recommender.EndToEnd.Programs;
using Recommender.V1;

namespace Recommender.EndToEnd.Pages;

/// <summary>Pages of real members, as official clients get them from the programs that an operator runs.</summary>
[Trait("Category", "NeedsSystemPackages")]
public abstract class RealPages(RealServer server)
{
    private const string Stranger = "nobody-has-ever-heard-of-this-member";

    [Fact]
    public async Task Every_member_gets_a_whole_page_and_so_does_a_stranger()
    {
        await RequireAsync(new PythonPeer());
        var members = server.MembersByActivity().ToArray();
        var requests = Enumerable.Range(0, 40).Select(i => members[i * (members.Length - 1) / 39]).Append(Stranger).Select(member => new RecommendRequest { MemberId = member }).ToArray();

        var pages = await server.AskByPythonAsync<RecommendRequest, RecommendResponse>("Recommend", requests);

        Assert.Equal(requests.Length, pages.Length);
        for (var i = 0; i < pages.Length; i++) PageClaims.Assert(server, requests[i], pages[i]);
        Assert.Equal(pages.Length, pages.Select(page => page.DecisionId).Distinct().Count());
        Assert.All(pages, page => Assert.True(page.Rows.Count >= 8 && page.Rows.Sum(row => row.Titles.Count) >= 120, $"{page.Rows.Count} rows, {page.Rows.Sum(row => row.Titles.Count)} titles"));
    }

    [Fact]
    public async Task What_a_request_asks_for_is_heeded()
    {
        await RequireAsync(new NodePeer());
        var member = server.MembersByActivity().First();
        var plain = new RecommendRequest { MemberId = member, Seed = 7, Explain = true };
        var first = (await server.AskByNodeAsync<RecommendRequest, RecommendResponse>("Recommend", plain))[0];
        var shown = first.Rows.SelectMany(row => row.Titles).Select(title => title.TitleId).ToArray();
        var small = new RecommendRequest { MemberId = member, MaxRows = 3, TitlesPerRow = 5 };
        var kinds = new RecommendRequest { MemberId = member, RowKinds = { RowKind.MicroGenre, RowKind.TopPicks } };
        var other = new RecommendRequest { MemberId = member, Seed = 7, ExcludedTitleIds = { shown } };
        var dutch = new RecommendRequest { MemberId = member, Context = new PageContext { Country = "NL", MaturityCeiling = 0, UtcOffsetMinutes = 60, Device = DeviceKind.Tv } };

        var pages = await server.AskByNodeAsync<RecommendRequest, RecommendResponse>("Recommend", plain, small, kinds, other, dutch);

        foreach (var (request, page) in ((RecommendRequest, RecommendResponse)[])[(plain, pages[0]), (small, pages[1]), (kinds, pages[2]), (other, pages[3]), (dutch, pages[4])])
            PageClaims.Assert(server, request, page);
        Assert.Equal(first.Rows, pages[0].Rows);
        Assert.All(pages[0].Rows.SelectMany(row => row.Titles), title => Assert.NotEmpty(title.Reasons));
        Assert.Equal(3, pages[1].Rows.Count);
        Assert.All(pages[2].Rows, row => Assert.Contains(row.Kind, (RowKind[])[RowKind.MicroGenre, RowKind.TopPicks]));
    }

    [Fact]
    public async Task Pages_are_of_their_members()
    {
        await RequireAsync(new NodePeer());
        string[] members = [.. server.MembersByActivity().Take(2), Stranger, Stranger + "-either"];

        var pages = await server.AskByNodeAsync<RecommendRequest, RecommendResponse>("Recommend", [.. members.Select(member => new RecommendRequest { MemberId = member, Seed = 1 })]);

        var titles = Array.ConvertAll(pages, page => page.Rows.SelectMany(row => row.Titles).Select(title => title.TitleId).ToHashSet(StringComparer.Ordinal));
        Assert.True(Common(titles[0], titles[1]) < 0.5, "two members share half of their pages");
        Assert.True(Common(titles[0], titles[2]) < 0.5, "a member shares half of the page with a stranger");
        Assert.True(Common(titles[2], titles[3]) > 0.9, "two strangers have different pages");
    }

    [Fact]
    public async Task Titles_on_and_off_a_page_are_explained()
    {
        await RequireAsync(new NodePeer());
        var member = server.MembersByActivity().First();
        var request = new RecommendRequest { MemberId = member, Seed = 3 };
        var page = (await server.AskByNodeAsync<RecommendRequest, RecommendResponse>("Recommend", request))[0];
        var shown = page.Rows[0].Titles[1].TitleId;

        var explained = await server.AskByNodeAsync<ExplainRequest, ExplainResponse>(
            "Explain", new ExplainRequest { Page = request, TitleId = shown }, new ExplainRequest { Page = request, TitleId = server.Watched(member).First() });

        Assert.Equal((page.Rows[0].RowId, 1, ""), (explained[0].RowId, explained[0].Position, explained[0].RemovedBy));
        Assert.NotEmpty(explained[0].Explanation);
        Assert.Equal(("", -1), (explained[1].RowId, explained[1].Position));
        Assert.NotEmpty(explained[1].RemovedBy);
    }

    [Fact]
    public async Task Titles_like_one_are_others_that_the_catalogue_has()
    {
        await RequireAsync(new PythonPeer());
        var popular = server.Dataset.Interactions.Titles.ToArray().CountBy(title => title).MaxBy(pair => pair.Value).Key;
        var id = server.Dataset.TitleIds[popular];

        var similar = (await server.AskByPythonAsync<SimilarTitlesRequest, SimilarTitlesResponse>("SimilarTitles", new SimilarTitlesRequest { TitleId = id }))[0];

        var ids = similar.Titles.Select(title => title.TitleId).ToArray();
        Assert.Equal(20, ids.Distinct().Count());
        Assert.DoesNotContain(id, ids);
        Assert.All(ids, other => Assert.True(server.Dataset.TitleIds.TryFind(other, out _)));
        Assert.Equal(similar.Titles.Select(title => title.Score).OrderDescending(), similar.Titles.Select(title => title.Score));
    }

    private static double Common(HashSet<string> one, HashSet<string> other) => (double)one.Intersect(other).Count() / Math.Min(one.Count, other.Count);

    private static async Task RequireAsync(Peer peer)
    {
        if (await peer.Missing is not { } missing) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Skip(missing);
    }
}
