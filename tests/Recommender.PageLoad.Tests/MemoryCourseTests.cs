using Recommender.PageLoad.Soaking;

namespace Recommender.PageLoad.Tests;

public sealed class MemoryCourseTests
{
    private const int Count = 96;

    [Fact]
    public void What_rises_all_the_time_rose_by_all_of_it() =>
        Assert.Equal(95 / 1047.5, Of(static at => 1_000 + at).MostRise, 1e-3);

    [Fact]
    public void What_comes_and_goes_rose_by_no_more_than_that()
    {
        var course = Of(static at => at is > 30 and < 60 ? 1_020 : 1_000);

        Assert.True(course.Rise.High > 100, "the interval of a step is expected to say nothing");
        Assert.Equal(20 / course.Trend.Mean, course.MostRise, 1e-9);
    }

    [Fact]
    public void What_is_given_back_did_not_rise()
    {
        var course = Of(static at => at < 30 ? 1_000 : at == 30 ? 900 : 905);

        Assert.Equal(5 / course.Trend.Mean, course.MostRise, 1e-9);
    }

    [Fact]
    public void What_varies_by_chance_rose_by_no_more_than_the_line_may()
    {
        var random = new Random(20260101);

        var course = Of(_ => 1_000 + random.Next(100));

        Assert.InRange(course.MostRise, 0.001, 0.05);   // its readings differ by nearly a tenth
    }

    [Fact]
    public void What_comes_to_stay_counts_in_full() => Assert.Equal(0.15, Of(static at => at > 48 ? 1_150 : 1_000).MostRise, 0.02);

    private static MemoryCourse Of(Func<int, long> mebibytes) =>
        MemoryCourse.Of("memory", [.. Enumerable.Range(0, Count).Select(at => new Reading(5 * at, 0, new ProcessMemory(0, mebibytes(at) << 20, 0), Heap: null, Disk: null))], static reading => reading.Memory.Own);
}
