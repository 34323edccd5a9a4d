using Recommender.Learning.Data;
using Recommender.Server.Data;

namespace Recommender.Server.Tests.Data;

public sealed class TitleStartTests
{
    private const long InJune2013 = 1_371_000_000;
    private const long StartOf2013 = 1_356_998_400;
    private const long EndOf1950 = -599_616_001;

    [Theory]
    [InlineData(2013, InJune2013, InJune2013)]
    [InlineData(1950, InJune2013, EndOf1950)]
    [InlineData(2013, 1_000_000_000, StartOf2013)]
    [InlineData(2013, 0, StartOf2013)]
    [InlineData(null, InJune2013, InJune2013)]
    [InlineData(null, 0, 0)]
    [InlineData(99_999, InJune2013, InJune2013)]
    public void Is_the_first_interaction_kept_within_the_year(int? year, long interaction, long expected)
    {
        Assert.Equal(expected, TitleStart.Of(With(year, interaction))[0]);
    }

    [Fact]
    public void The_first_of_several_interactions_counts_and_those_without_a_time_do_not()
    {
        Assert.Equal(50, TitleStart.Of(With(year: null, 0, 70, 50, 60))[0]);
    }

    private static Dataset With(int? year, params long[] times) => new(
        new IdTable(times.Select((_, member) => $"m{member}")),
        [new Title("t", "T", year, [], [])],
        [],
        new Interactions(1, [.. Enumerable.Range(0, times.Length + 1).Select(static at => (long)at)], new int[times.Length], new float[times.Length], times));
}
