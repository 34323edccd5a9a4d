using Recommender.Numerics.Lists;

namespace Recommender.Numerics.Tests.InvertedFiles;

public sealed class StoreHoldTests
{
    [Fact]
    public void Memory_stays_for_who_holds_it_and_nobody_can_hold_what_is_gone()
    {
        using var rows = TestVectors.Floats(seed: 1, rows: 20, dimension: 8);
        using var directions = new AlignedMatrix<float>(1, 8);
        var store = ListBuilder.Build(RowSource.Of(rows), ListDirections.Round(directions, projection: null), new ParallelOptions());

        Assert.True(store.TryHold());
        store.Dispose();
        Assert.Equal(8, store.Rows[0].Length);
        Assert.True(store.TryHold());
        store.Release();
        store.Release();
        Assert.False(store.TryHold());
        Assert.Throws<ObjectDisposedException>(() => store.Rows[0].Length);
    }
}
