using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

public sealed class AddressSortTests
{
    [Theory, InlineData(0, 1, 1), InlineData(1, 1, 1), InlineData(2, 100, 100), InlineData(10_000, 1_000, 1_000), InlineData(1_000, 1, 1)]
    [InlineData(10_000, 1 << 30, 1L << 30), InlineData(50_000, 1 << 17, 1L << 17), InlineData(50_000, 1 << 17, 1L << 42)]   // the last: all at the beginning
    public void Brings_all_in_order_in_steps(int count, int over, long until)
    {
        var random = new Random(count);
        const long From = 5L << 40;
        long[] addresses = [.. Enumerable.Range(0, count).Select(_ => From + random.Next(over))];
        long[] sorted = [.. addresses.Order()];
        var steps = 0;

        AddressSort.Sort(addresses, From, From + until, new Pauses(() => steps++, CancellationToken.None));

        Assert.Equal(sorted, addresses);
        Assert.InRange(steps, count / 1_024, int.MaxValue);
    }
}
