using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Recommender.Server.Generations;
using Recommender.Server.Reflection;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Pages;

public sealed class RecommendationServiceTests : IAsyncLifetime
{
    private const string Known = "m0000007";

    private LocalServer _server = null!;
    private RecommendationService.RecommendationServiceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync();
        _client = new RecommendationService.RecommendationServiceClient(_server.Channel);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(Known)]
    [InlineData("a member that nobody knows")]
    public async Task Gives_a_page_of_rows_with_names_titles_and_artworks(string member)
    {
        var page = await _client.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = 5, TitlesPerRow = 8 });
        var titles = page.Rows.SelectMany(static row => row.Titles).ToArray();

        Assert.InRange(page.Rows.Count, 3, 5);
        Assert.All(page.Rows, static row =>
        {
            Assert.NotEqual("", row.RowId);
            Assert.NotEqual("", row.Name);
            Assert.NotEqual(RowKind.Unspecified, row.Kind);
            Assert.InRange(row.Affinity, 0, 1);
            Assert.InRange(row.Titles.Count, 1, 8);
        });
        Assert.Equal(titles.Length, titles.Select(static title => title.TitleId).Distinct().Count());
        Assert.All(titles, static title =>
        {
            Assert.StartsWith("t0", title.TitleId, StringComparison.Ordinal);
            Assert.StartsWith($"https://img.example/{title.TitleId}/", title.Artwork.Uri, StringComparison.Ordinal);
            Assert.InRange(title.Artwork.Propensity, float.Epsilon, 1);
            Assert.Empty(title.Reasons);
        });
        Assert.Equal(_server.Service<CurrentGeneration>().Served.Ranking.Number, page.Versions.Generation);
        Assert.Equal(32, page.DecisionId.Length);
        Assert.NotEqual(Curtailment.Unspecified, page.Curtailment);
    }

    [Fact]
    public async Task Gives_the_same_page_for_the_same_seed_and_time_under_another_decision()
    {
        var request = new RecommendRequest { MemberId = Known, Seed = 11, Explain = true, Context = new() { Time = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 20, 0, 0, TimeSpan.Zero)) } };
        var (first, second) = (await _client.RecommendAsync(request), await _client.RecommendAsync(request));

        Assert.NotEqual(first.DecisionId, second.DecisionId);
        Assert.True(string.CompareOrdinal(first.DecisionId[..12], second.DecisionId[..12]) <= 0, "ids do not follow time");
        second.DecisionId = first.DecisionId;
        Assert.Equal(first.ToByteArray(), second.ToByteArray());
    }

    [Fact]
    public async Task Does_what_the_request_says_of_kinds_exclusions_and_reasons()
    {
        var request = new RecommendRequest { MemberId = Known, MaxRows = 3, TitlesPerRow = 5, RowKinds = { RowKind.TopPicks }, Explain = true };
        var page = await _client.RecommendAsync(request);
        var row = Assert.Single(page.Rows);
        Assert.Equal(("top-picks", "Top picks for you", RowKind.TopPicks), (row.RowId, row.Name, row.Kind));
        Assert.All(row.Titles, static title => Assert.NotEmpty(title.Reasons));

        request.ExcludedTitleIds.Add(row.Titles.Select(static title => title.TitleId));
        request.ExcludedTitleIds.Add("no such title");
        var without = Assert.Single((await _client.RecommendAsync(request)).Rows);
        Assert.Empty(without.Titles.Select(static title => title.TitleId).Intersect(request.ExcludedTitleIds));
    }

    [Fact]
    public async Task Lets_a_newcomers_tastes_lead()
    {
        var tags = _server.Service<CurrentGeneration>().Served.Ranking;
        var row = tags.Catalog.Settled.Tags[17][0];
        var tag = new Tag { Group = tags.Tags.Groups[row], Name = tags.Tags.Names[row] };
        var request = new RecommendRequest { MemberId = "newcomer", MaxRows = 1, TitlesPerRow = 20, Seed = 1, RowKinds = { RowKind.TopPicks } };
        var untold = await _client.RecommendAsync(request);
        request.OnboardingTags.Add([tag, new Tag { Group = "genre", Name = "of which nobody has heard" }]);
        var told = await _client.RecommendAsync(request);

        Assert.True(Bearing(told) > Bearing(untold), $"{Bearing(told)} of the titles bear the tag that was named, {Bearing(untold)} without naming it");

        int Bearing(RecommendResponse page) => page.Rows.SelectMany(static r => r.Titles)
            .Count(title => tags.Catalog.Settled.Tags[tags.Catalog.RowOf(Storage.Members.IdHash.Of(title.TitleId))].Contains(row));
    }

    [Fact]
    public async Task Names_every_field_that_is_wrong()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _client.RecommendAsync(new RecommendRequest { MaxRows = 101, Context = new() { Country = "Germany" } }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(["member_id", "max_rows", "context.country"], refused.Detail<BadRequest>().FieldViolations.Select(static violation => violation.Field));
        Assert.Contains("max_rows is 101; allowed is 1 to 100", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_titles_like_one()
    {
        var alike = await _client.SimilarTitlesAsync(new SimilarTitlesRequest { TitleId = "t0000003", MaxTitles = 10 });

        Assert.Equal(10, alike.Titles.Count);
        Assert.DoesNotContain("t0000003", alike.Titles.Select(static title => title.TitleId));
        Assert.Equal(alike.Titles.OrderByDescending(static title => title.Score), alike.Titles);
        Assert.True(alike.Versions.Generation > 0);

        var members = await _client.SimilarTitlesAsync(new SimilarTitlesRequest { TitleId = "t0000003", MaxTitles = 200, MemberId = Known });
        Assert.True(members.Titles.Count < (await _client.SimilarTitlesAsync(new SimilarTitlesRequest { TitleId = "t0000003", MaxTitles = 200 })).Titles.Count || members.Titles.Count == 200);
    }

    [Fact]
    public async Task Explains_where_a_title_is_and_what_kept_another_away()
    {
        var page = new RecommendRequest { MemberId = Known, MaxRows = 4, TitlesPerRow = 6, Seed = 3, Context = new() { Time = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 20, 0, 0, TimeSpan.Zero)) } };
        var shown = await _client.RecommendAsync(page);
        var (row, title) = (shown.Rows[1], shown.Rows[1].Titles[2].TitleId);

        var placed = await _client.ExplainAsync(new ExplainRequest { Page = page, TitleId = title });
        Assert.Equal((row.RowId, 2, "", -1), (placed.RowId, placed.Position, placed.RemovedBy, placed.Rank));
        Assert.Contains($"title 3 of {row.Titles.Count} in row 2 of {shown.Rows.Count}, '{row.Name}'", placed.Explanation, StringComparison.Ordinal);
        Assert.NotEmpty(placed.Reasons);

        page.ExcludedTitleIds.Add(title);
        var excluded = await _client.ExplainAsync(new ExplainRequest { Page = page, TitleId = title });
        Assert.Equal(("", -1, "filter:excluded", -1), (excluded.RowId, excluded.Position, excluded.RemovedBy, excluded.Rank));
        Assert.Contains("the request excludes it", excluded.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_every_title_of_the_catalogue()
    {
        var page = new RecommendRequest { MemberId = Known, Seed = 3, Context = new() { Time = new Timestamp { Seconds = 1_767_225_600 } } };
        var shown = (await _client.RecommendAsync(page)).Rows.SelectMany(static row => row.Titles).Select(static title => title.TitleId).ToHashSet();

        for (var title = 0; title < TinyWorld.Titles; title++)
        {
            var id = $"t{title:D7}";
            var told = await _client.ExplainAsync(new ExplainRequest { Page = page, TitleId = id });
            Assert.Equal(shown.Contains(id), told.RemovedBy.Length == 0);
            Assert.DoesNotContain("it was removed by", told.Explanation, StringComparison.Ordinal);   // each stage has words of its own
        }
    }

    [Fact]
    public async Task Does_not_find_what_the_catalogue_does_not_have()
    {
        var like = await Assert.ThrowsAsync<RpcException>(async () => await _client.SimilarTitlesAsync(new SimilarTitlesRequest { TitleId = "nothing" }));
        var why = await Assert.ThrowsAsync<RpcException>(async () => await _client.ExplainAsync(new ExplainRequest { TitleId = "nothing", Page = new() { MemberId = "m" } }));

        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (like.StatusCode, why.StatusCode));
        Assert.Equal("title_id is 'nothing'; the catalogue has no such title", why.Status.Detail);
    }

    [Fact]
    public void Is_told_of_by_reflection() => Assert.Contains("recommender.v1.RecommendationService", _server.Service<DescriptorIndex>().ServiceNames);

    [Fact]
    public async Task Answers_many_at_once_each_with_its_own_page()
    {
        var requests = Enumerable.Range(0, 200).Select(i => new RecommendRequest { MemberId = $"m{i % 50:D7}", Seed = (ulong)(i % 50), MaxRows = 4, Context = new() { Time = new Timestamp { Seconds = 1_767_225_600 } } }).ToArray();
        var alone = new RecommendResponse[50];
        for (var i = 0; i < alone.Length; i++) alone[i] = await _client.RecommendAsync(requests[i]);
        var together = await Task.WhenAll(requests.Select(request => _client.RecommendAsync(request).ResponseAsync));

        for (var i = 0; i < together.Length; i++) Assert.Equal(alone[i % 50].Rows, together[i].Rows);
        Assert.Equal(together.Length, together.Select(static page => page.DecisionId).Distinct().Count());
    }
}
