using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

public sealed class MemoryPlanTests : StoreCase
{
    public static TheoryData<long, long> Budgets
    {
        get
        {
            var random = new Random(1);
            var data = new TheoryData<long, long>();
            for (var i = 0; i < 100; i++) data.Add((long)(MemoryPlan.LeastBytes * Math.Pow(2, random.NextDouble() * 18)), (long)Math.Pow(10, random.NextDouble() * 9));
            return data;
        }
    }

    [Theory, MemberData(nameof(Budgets))]
    public void Takes_more_than_half_of_the_budget_and_no_more_than_all(long memoryBytes, long expectedKeys)
    {
        var plan = MemoryPlan.For(new StoreOptions { Folder = Files.Path, MemoryBytes = memoryBytes, ExpectedKeys = expectedKeys, MaxValueBytes = 8 << 10 });

        Assert.InRange(plan.TotalBytes, (memoryBytes / 2) + 1, memoryBytes);
        Assert.True(plan.LogBytes >= 8 * plan.PageBytes);
    }

    // Where some are to stay empty, FASTER 2.6.5 gives pages back, and then two threads that turn to a page at once may end the process.
    [Theory, InlineData(1 << 20), InlineData(1_300_000), InlineData(2_000_000)]
    public void Leaves_no_page_of_the_ring_empty(long memoryBytes)
    {
        using var store = KeyValueStore.Open(new StoreOptions { Folder = Files.Path, MemoryBytes = memoryBytes, ExpectedKeys = 256, MaxValueBytes = 8 << 10 });
        for (var key = 0; store.LogBytes < 4 * memoryBytes; key++) Fill(store, key, count: 1);

        Assert.Equal(0, store.Parts.Faster.Log.EmptyPageCount);
        Assert.InRange(store.MemoryBytes, store.Parts.Plan.LogBytes, memoryBytes);
    }
}
