using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

public sealed class AddressSortTests
{
    [Theory, InlineData(0, 1), InlineData(1, 1), InlineData(2, 100), InlineData(10_000, 1_000), InlineData(10_000, 1 << 30), InlineData(50_000, 1 << 17)]
    public void Brings_all_in_order_in_steps(int count, int over)
    {
        var random = new Random(count);
        const long From = 5L << 40;
        var addresses = Enumerable.Range(0, count).Select(_ => From + random.Next(over)).ToList();
        var steps = 0;

        var sorted = AddressSort.Sort(addresses, From, new Pauses(() => steps++, CancellationToken.None));

        Assert.Equal(addresses.Order(), sorted);
        Assert.InRange(steps, count / 512, int.MaxValue);
    }
}
