using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Tests;

public sealed class MembersTests
{
    [Fact]
    public void Reads_a_range_as_shells_do()
    {
        Assert.Equal(["m08-x", "m09-x", "m10-x"], Members.Read("m{08..10}-x", seed: 1).Ids.ToArray().Order());
        Assert.Equal(["8", "9", "10"], Members.Read("{8..10}", seed: 1).Ids.ToArray().OrderBy(int.Parse));
    }

    [Fact]
    public void Reads_a_file_of_ids()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["tt1", "tt2", ""]);
            Assert.Equal(["tt1", "tt2"], Members.Read(path, seed: 1).Ids.ToArray().Order());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("m{10..8}")]
    [InlineData("m{a..b}")]
    [InlineData("/no/such/file")]
    public void Refuses_what_is_neither(string text) => Assert.Contains(text, Assert.Throws<LoadException>(() => Members.Read(text, seed: 1)).Message);

    [Fact]
    public void Are_parted_so_that_each_is_in_one_part()
    {
        var members = Members.Read("m{000..102}", seed: 1);

        Assert.Equal(members.Ids.ToArray().Order(), Enumerable.Range(0, 4).SelectMany(number => members.Part(number, 4).Ids.ToArray()).Order());
    }

    [Fact]
    public void Are_all_drawn_alike_where_the_exponent_is_0()
    {
        var members = Members.Read("m{00..99}", seed: 1, exponent: 0);
        var random = new Random(20260101);
        const int Draws = 100_000;
        var counts = Enumerable.Range(0, Draws).CountBy(_ => members.Draw(random)).ToDictionary();

        Assert.Equal(100, counts.Count);
        Assert.All(counts.Values, static count => Assert.InRange(count, 1000 - 160, 1000 + 160));
    }

    [Fact]
    public void Are_drawn_by_the_power_law()
    {
        var members = Members.Read("m{000..999}", seed: 1);
        var random = new Random(20260101);
        const int Draws = 200_000;
        var counts = Enumerable.Range(0, Draws).CountBy(_ => members.Draw(random)).ToDictionary();

        var all = Enumerable.Range(1, 1000).Sum(static rank => Math.Pow(rank, -Members.Exponent));
        foreach (var rank in (int[])[1, 2, 10, 100])
        {
            var expected = Draws * Math.Pow(rank, -Members.Exponent) / all;
            Assert.InRange(counts[members.Ids[rank - 1]], expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        }
    }
}
