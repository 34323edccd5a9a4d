using Google.Protobuf.WellKnownTypes;
using Recommender.Server.Errors;
using Recommender.Server.Pages;
using Recommender.V1;

namespace Recommender.Server.Tests.Pages;

public sealed class RequestRulesTests
{
    private static readonly string Long = new('é', 65);   // 130 bytes

    public static TheoryData<string, RecommendRequest> WrongRequests() => new()
    {
        { "member_id has 0 bytes of UTF-8; allowed is 1 to 128", new() },
        { "member_id has 130 bytes of UTF-8; allowed is 1 to 128", new() { MemberId = Long } },
        { "max_rows is 101; allowed is 1 to 100, or 0 for 10", Good(static r => r.MaxRows = 101) },
        { "max_rows is -1; allowed is 1 to 100, or 0 for 10", Good(static r => r.MaxRows = -1) },
        { "titles_per_row is 201; allowed is 1 to 200, or 0 for 20", Good(static r => r.TitlesPerRow = 201) },
        { "excluded_title_ids has 1001 entries; allowed is 0 to 1000", Good(static r => r.ExcludedTitleIds.Add(Enumerable.Repeat("x", 1001))) },
        { "excluded_title_ids[1] has 0 bytes of UTF-8; allowed is 1 to 128", Good(static r => r.ExcludedTitleIds.Add(["x", ""])) },
        { "row_kinds[0] is 0; allowed is 1 (ROW_KIND_CONTINUE_WATCHING) to 7 (ROW_KIND_MICRO_GENRE)", Good(static r => r.RowKinds.Add(RowKind.Unspecified)) },
        { "row_kinds[1] is 8; allowed is 1 (ROW_KIND_CONTINUE_WATCHING) to 7 (ROW_KIND_MICRO_GENRE)", Good(static r => r.RowKinds.Add([RowKind.New, (RowKind)8])) },
        { "diversity.relevance is NaN; allowed is 0 to 1", Good(static r => r.Diversity = new() { Relevance = float.NaN }) },
        { "diversity.relevance is 1.5; allowed is 0 to 1", Good(static r => r.Diversity = new() { Relevance = 1.5f }) },
        { "diversity.max_per_tag is 0; allowed is 1 to 50", Good(static r => r.Diversity = new() { MaxPerTag = 0 }) },
        { "diversity.window is 51; allowed is 1 to 50", Good(static r => r.Diversity = new() { Window = 51 }) },
        { "diversity.min_micro_genres is -1; allowed is 0 to 1000", Good(static r => r.Diversity = new() { MinMicroGenres = -1 }) },
        { "diversity.max_per_franchise is 0; allowed is 1 to 1000", Good(static r => r.Diversity = new() { MaxPerFranchise = 0 }) },
        { "onboarding_tags has 65 entries; allowed is 0 to 64", Good(static r => r.OnboardingTags.Add(Enumerable.Repeat(new Tag { Group = "mood", Name = "x" }, 65))) },
        { "onboarding_tags[0].group has 0 bytes of UTF-8; allowed is 1 to 64", Good(static r => r.OnboardingTags.Add(new Tag { Name = "x" })) },
        { "onboarding_tags[0].name has 130 bytes of UTF-8; allowed is 1 to 128", Good(static r => r.OnboardingTags.Add(new Tag { Group = "mood", Name = Long })) },
        { "context.time is 253402300800 s and 0 ns since 1970; allowed is 0001-01-01 to 9999-12-31, with 0 to 999999999 ns", Within(static c => c.Time = new Timestamp { Seconds = 253_402_300_800 }) },
        { "context.utc_offset_minutes is 841; allowed is -840 to 840", Within(static c => c.UtcOffsetMinutes = 841) },
        { "context.country is 'us'; allowed is a country of ISO 3166-1 in two capital letters, or nothing", Within(static c => c.Country = "us") },
        { "context.language is 'en_US'; allowed is a tag of BCP 47 such as en or pt-BR, or nothing", Within(static c => c.Language = "en_US") },
        { "context.device is 5; allowed is 0 to 4", Within(static c => c.Device = (DeviceKind)5) },
        { "context.maturity_ceiling is 22; allowed is 0 to 21", Within(static c => c.MaturityCeiling = 22) },
        { "context.surface has 130 bytes of UTF-8; allowed is 0 to 64", Within(static c => c.Surface = Long) },
    };

    [Theory, MemberData(nameof(WrongRequests))]
    public void Name_the_field_its_value_and_what_is_allowed(string expected, RecommendRequest request) => Assert.Equal([expected], Found(request));

    [Fact]
    public void Let_the_ends_of_every_range_pass()
    {
        Assert.Empty(Found(Good(static _ => { })));
        Assert.Empty(Found(Good(static r =>
        {
            (r.MemberId, r.MaxRows, r.TitlesPerRow) = (new string('é', 64), 100, 200);
            r.Context = new PageContext { Time = new Timestamp(), UtcOffsetMinutes = -840, Country = "DE", Language = "de-CH", Device = DeviceKind.Web, MaturityCeiling = 21, Surface = new string('s', 64) };
            r.Diversity = new() { Relevance = 1, MaxPerTag = 50, Window = 1, MinMicroGenres = 0, MaxPerFranchise = 1 };
            r.ExcludedTitleIds.Add(Enumerable.Repeat("x", 1000));
            r.RowKinds.Add([RowKind.ContinueWatching, RowKind.MicroGenre]);
        })));
    }

    [Fact]
    public void Name_everything_that_is_wrong_at_once() =>
        Assert.Equal(["member_id", "max_rows", "context.country", "diversity.window"], Fields(new() { MaxRows = -3, Context = new() { Country = "Germany" }, Diversity = new() { Window = 0 } }));

    [Fact]
    public void Name_the_fields_of_the_page_that_is_asked_about()
    {
        var violations = default(Violations);
        ExplainRequestRules.Check(new ExplainRequest { Page = new() { MemberId = "m", MaxRows = 500 } }, ref violations);

        Assert.Equal(["title_id", "page.max_rows"], violations.Found.Select(static found => found.Field));
    }

    [Fact]
    public void Ask_for_the_page_that_is_asked_about()
    {
        var violations = default(Violations);
        ExplainRequestRules.Check(new ExplainRequest { TitleId = "t" }, ref violations);

        Assert.Equal(["page"], violations.Found.Select(static found => found.Field));
    }

    [Fact]
    public void Let_titles_like_one_be_asked_for_without_a_member()
    {
        var violations = default(Violations);
        SimilarTitlesRequestRules.Check(new SimilarTitlesRequest { TitleId = "t" }, ref violations);
        Assert.Empty(violations.Found);

        SimilarTitlesRequestRules.Check(new SimilarTitlesRequest { MaxTitles = 201, MemberId = Long }, ref violations);
        Assert.Equal(["title_id", "max_titles", "member_id"], violations.Found.Select(static found => found.Field));
    }

    private static RecommendRequest Good(Action<RecommendRequest> change)
    {
        var request = new RecommendRequest { MemberId = "m" };
        change(request);
        return request;
    }

    private static RecommendRequest Within(Action<PageContext> change) => Good(request => change(request.Context = new PageContext()));

    private static string[] Found(RecommendRequest request)
    {
        var violations = default(Violations);
        RecommendRequestRules.Check(request, ref violations);
        return [.. violations.Found.Select(static found => $"{found.Field} {found.Description}")];
    }

    private static string[] Fields(RecommendRequest request)
    {
        var violations = default(Violations);
        RecommendRequestRules.Check(request, ref violations);
        return [.. violations.Found.Select(static found => found.Field)];
    }
}
