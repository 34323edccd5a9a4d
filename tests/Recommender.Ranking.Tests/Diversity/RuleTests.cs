using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class RuleTests
{
    [Fact]
    public void No_window_of_a_slate_has_a_tag_too_often_and_a_slate_ends_only_when_nothing_fits()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 300; round++)
        {
            var titles = new SampleTitles(random, random.Next(30));
            var (window, most) = (random.Next(1, 8), random.Next(1, 4));
            using var tags = titles.TagRows;
            var rule = new TagWindowRule(titles.Rows, tags, most, new int[SampleTitles.TagCount], new int[window - 1]);

            var slate = Select(titles, ref rule);

            for (var end = 1; end <= slate.Length; end++) Assert.False(IsOver(titles, slate.AsSpan(Math.Max(0, end - window)..end), most), $"round {round}, window ending at {end}");
            foreach (var left in titles.Rows.Except(slate))
                Assert.True(IsOver(titles, [.. slate.TakeLast(window - 1), left], most), $"round {round} ends although title {left} fits");
        }
    }

    [Fact]
    public void No_key_is_on_a_page_more_often_than_its_cap_across_rows()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 300; round++)
        {
            var (titles, most, counts) = (new SampleTitles(random, random.Next(30)), random.Next(1, 4), new int[SampleTitles.TagCount]);
            using var keys = titles.TagRows;
            var half = titles.Rows.Length / 2;
            var first = new CapRule(titles.Rows.AsSpan(..half), keys, most, counts);
            var second = new CapRule(titles.Rows.AsSpan(half..), keys, most, counts);

            int[] page = [.. SelectAll(titles.Rows[..half], ref first), .. SelectAll(titles.Rows[half..], ref second)];

            Assert.False(IsOver(titles, page, most));
            foreach (var left in titles.Rows.Except(page)) Assert.True(IsOver(titles, [.. page, left], most), $"round {round} leaves out title {left}, which fits");
        }
    }

    [Fact]
    public void Two_rules_hold_together()
    {
        var titles = new SampleTitles(new Random(3), 30);
        using var tags = titles.TagRows;
        var window = new TagWindowRule(titles.Rows, tags, 1, new int[SampleTitles.TagCount], new int[1]);
        var cap = new CapRule(titles.Rows, tags, 3, new int[SampleTitles.TagCount]);
        var both = new BothRules<TagWindowRule, CapRule>(window, cap);

        var slate = Select(titles, ref both);

        Assert.NotEmpty(slate);
        Assert.False(IsOver(titles, slate, 3));
        for (var end = 2; end <= slate.Length; end++) Assert.False(IsOver(titles, slate.AsSpan((end - 2)..end), 1));
    }

    private static int[] Select<TRule>(SampleTitles titles, ref TRule rule)
        where TRule : IPlacementRule, allows ref struct
    {
        using var tags = titles.TagRows;
        using var weights = titles.WeightRows;
        var similarity = new TagSimilarity(titles.Rows, tags, weights, new float[SampleTitles.TagCount]);
        var chosen = new int[titles.Rows.Length];
        var count = DeterminantalPointProcess.Select(titles.Relevance, ref similarity, ref rule, 0.5f, chosen, new RerankScratch());
        return [.. chosen[..count].Select(candidate => titles.Rows[candidate])];
    }

    private static List<int> SelectAll<TRule>(int[] rows, ref TRule rule)
        where TRule : IPlacementRule, allows ref struct
    {
        var slate = new List<int>();
        for (var candidate = 0; candidate < rows.Length; candidate++)
        {
            if (!rule.Allows(candidate)) continue;
            rule.Place(candidate);
            slate.Add(rows[candidate]);
        }

        return slate;
    }

    private static bool IsOver(SampleTitles titles, ReadOnlySpan<int> slate, int most) =>
        slate.ToArray().SelectMany(row => titles.Tags[row]).GroupBy(static tag => tag).Any(tag => tag.Count() > most);
}
