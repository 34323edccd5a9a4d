using Recommender.Storage.Members;

namespace Recommender.Storage.Tests.Members;

public sealed class ImpressionCountTests
{
    private const double Day = 86_400;

    [Fact]
    public void Halves_in_a_half_life()
    {
        var count = new ImpressionCount(1, 4, 1_000_000);

        Assert.Equal(4, count.At(1_000_000, Day));
        Assert.Equal(2, count.At(1_000_000 + 86_400, Day), 1e-6);
        Assert.Equal(4, count.At(0, Day));   // no time before it makes it larger
    }

    [Fact]
    public void Is_the_same_in_whatever_order_impressions_arrive()
    {
        uint[] times = [1_000_000, 1_050_000, 1_200_000, 1_300_000];
        var inOrder = new ImpressionCount(1, 0, times[0]);
        var reversed = new ImpressionCount(1, 0, times[^1]);

        foreach (var time in times) inOrder = inOrder.Add(time, Day);
        foreach (var time in times.Reverse()) reversed = reversed.Add(time, Day);

        Assert.Equal(inOrder.Time, reversed.Time);
        Assert.Equal(inOrder.Count, reversed.Count, 1e-5);
    }
}
