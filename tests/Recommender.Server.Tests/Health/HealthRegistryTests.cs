using Recommender.Server.Health;
using Recommender.Server.Tests.Support;
using static Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Recommender.Server.Tests.Health;

public sealed class HealthRegistryTests
{
    private readonly HealthRegistry _registry = new();

    [Fact]
    public void Starts_with_the_whole_server_not_serving_and_nothing_else()
    {
        var (name, status) = Assert.Single(_registry.Snapshot());

        Assert.Equal(("", NotServing), (name, status));
    }

    [Fact]
    public async Task A_watch_gets_the_present_status_at_once_and_then_every_change()
    {
        _registry.Set("a", Serving);
        using var watch = _registry.Watch("a");
        await using var seen = watch.ReadAllAsync().GetAsyncEnumerator();

        Assert.True(await seen.MoveNextAsync().Soon());
        Assert.Equal(Serving, seen.Current);
        _registry.Set("a", NotServing);
        Assert.True(await seen.MoveNextAsync().Soon());
        Assert.Equal(NotServing, seen.Current);
    }

    [Fact]
    public async Task A_watch_of_an_unknown_name_learns_when_it_becomes_known()
    {
        using var watch = _registry.Watch("late");
        await using var seen = watch.ReadAllAsync().GetAsyncEnumerator();

        Assert.True(await seen.MoveNextAsync().Soon());
        Assert.Equal(ServiceUnknown, seen.Current);
        _registry.Set("late", Serving);
        Assert.True(await seen.MoveNextAsync().Soon());
        Assert.Equal(Serving, seen.Current);
    }

    [Fact]
    public async Task A_slow_watch_gets_only_the_latest_of_a_thousand_changes()
    {
        _registry.Set("a", Serving);
        using var watch = _registry.Watch("a");
        await using var seen = watch.ReadAllAsync().GetAsyncEnumerator();
        await seen.MoveNextAsync().Soon();

        for (var change = 0; change < 1000; change++) _registry.Set("a", change % 2 == 0 ? Serving : NotServing);
        _registry.Set("other", Serving);

        Assert.True(await seen.MoveNextAsync().Soon());
        Assert.Equal(NotServing, seen.Current);
        var next = seen.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted, "nothing else was kept");
        _registry.Stop();
        Assert.False(await next.Soon());
    }

    [Fact]
    public async Task A_status_set_again_is_not_told_again()
    {
        _registry.Set("a", Serving);
        using var watch = _registry.Watch("a");
        await using var seen = watch.ReadAllAsync().GetAsyncEnumerator();
        await seen.MoveNextAsync().Soon();

        _registry.Set("a", Serving);
        var next = seen.MoveNextAsync().AsTask();
        _registry.Set("a", NotServing);

        Assert.True(await next.Soon());
        Assert.Equal(NotServing, seen.Current);
    }

    [Fact]
    public void Watches_that_end_leave_nothing_behind_nor_do_names_asked_for()
    {
        for (var i = 0; i < 1000; i++)
        {
            using var watch = _registry.Watch($"stranger {i}");
            Assert.False(_registry.TryGet($"stranger {i}", out _));
        }

        Assert.Equal(0, _registry.OpenWatches);
        Assert.Single(_registry.Snapshot());
    }

    [Fact]
    public async Task Stop_turns_everything_not_serving_tells_every_watch_and_ends_it()
    {
        _registry.Set("a", Serving);
        using var known = _registry.Watch("a");
        using var unknown = _registry.Watch("b");

        _registry.Stop();
        _registry.Set("a", Serving);
        using var late = _registry.Watch("a");

        Assert.All(_registry.Snapshot().Values, status => Assert.Equal(NotServing, status));
        foreach (var watch in new[] { known, unknown, late })
            Assert.Equal([NotServing], await watch.ReadAllAsync().ToListAsync().Soon());
    }

    [Fact]
    public async Task Every_watch_ends_on_the_last_status_whatever_the_threads_do()
    {
        const int Watches = 50;
        var watches = Enumerable.Range(0, Watches).Select(_ => _registry.Watch("a")).ToArray();
        var readers = watches.Select(watch => Task.Run(async () => await watch.ReadAllAsync().ToListAsync())).ToArray();
        var writers = Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++) _registry.Set("a", (i + seed) % 2 == 0 ? Serving : Unknown);
        }));

        await Task.WhenAll(writers).Soon();
        _registry.Stop();
        var seen = await Task.WhenAll(readers).Soon();

        Assert.All(seen, statuses => Assert.Equal(NotServing, statuses[^1]));
        foreach (var watch in watches) watch.Dispose();
        Assert.Equal(0, _registry.OpenWatches);
    }

    [Fact]
    public void Refuses_a_name_longer_than_the_limit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _registry.Set(new string('n', HealthRegistry.MaxNameLength + 1), Serving));
    }
}
