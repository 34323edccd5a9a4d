using Recommender.Peers.Judging;

namespace Recommender.Peers.Tests;

public sealed class BisectionTests
{
    [Fact]
    public void Finds_the_least_number_that_reaches_the_goal_wherever_it_lies()
    {
        for (var least = 3; least <= 40; least++) Assert.Equal(least, Bisection.Least(3, 40, goal: 0.9, number => number >= least ? 0.95 : 0.5));
    }

    [Fact]
    public void Says_so_when_not_even_the_highest_number_reaches_the_goal() => Assert.Null(Bisection.Least(1, 64, goal: 0.9, _ => 0.89));

    [Fact]
    public void Asks_as_often_as_the_range_can_be_halved()
    {
        var asked = 0;
        Bisection.Least(1, 1024, goal: 700, number =>
        {
            asked++;
            return number;
        });

        Assert.InRange(asked, 1, 21);
    }
}
