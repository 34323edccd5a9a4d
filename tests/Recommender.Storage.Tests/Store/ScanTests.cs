using System.Text;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>Every key and its value.</summary>
public sealed class ScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StoreOptions Options => new() { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 };

    [Fact]
    public void Sees_nothing_in_an_empty_store()
    {
        using var store = KeyValueStore.Open(Options);
        Assert.Empty(store.All());
    }

    [Theory, InlineData(100), InlineData(10_000)]
    public async Task Sees_every_key_once_with_its_value_hot_or_cold_and_after_a_restart(int members)
    {
        var model = new Dictionary<string, byte[]>();
        using (var store = KeyValueStore.Open(Options))
        {
            var random = new Random(1);
            for (var i = 0; i < 2 * members; i++)
            {
                var key = $"member-{random.Next(members)}";
                if (random.Next(5) == 0) store.Remove(key);
                else store.Put(key, Value(i));
                model[key] = store.Get(key) ?? [];
            }

            foreach (var (key, _) in model.Where(entry => store.Get(entry.Key) is null).ToList()) model.Remove(key);
            Assert.Equal(model.OrderBy(entry => entry.Key, StringComparer.Ordinal), store.All().OrderBy(entry => entry.Key, StringComparer.Ordinal));
            await store.Checkpoints.TakeAsync();
        }

        using var again = KeyValueStore.Open(Options);
        Assert.Equal(model.OrderBy(entry => entry.Key, StringComparer.Ordinal), again.All().OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Sees_a_key_that_is_replaced_again_and_again_meanwhile_exactly_once()
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < 6_000; i++) store.Put($"member-{i % 3_000}", Value(i));
        var seen = new List<string>();
        var visitor = new Visitor((key, value) =>
        {
            seen.Add(key);
            for (var i = 0; i < 5; i++)
            {
                store.Put($"member-{(seen.Count * 7) % 3_000}", Value(i));
                store.Put($"member-{(seen.Count * 11) % 3_000}", Value(i, most: 3_000));
            }

            return true;
        });

        store.Scan(ref visitor, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => $"member-{i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sees_no_key_that_was_deleted_before_its_turn_and_none_twice_that_was_deleted_and_put_again()
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < 1_000; i++) store.Put($"member-{i}", Value(i));
        var seen = new List<string>();
        var visitor = new Visitor((key, value) =>
        {
            if (seen.Count == 0)
            {
                for (var i = 500; i < 1_000; i++) store.Remove($"member-{i}");
                for (var i = 500; i < 600; i++) store.Put($"member-{i}", Value(i));
            }

            seen.Add(key);
            return true;
        });

        store.Scan(ref visitor, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"member-{i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ends_when_the_visitor_has_enough_or_the_caller_cancels()
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < 100; i++) store.Put($"member-{i}", Value(i));
        var seen = 0;
        var visitor = new Visitor((_, _) => ++seen < 10);
        store.Scan(ref visitor, TestContext.Current.CancellationToken);
        Assert.Equal(10, seen);

        using var source = new CancellationTokenSource();
        var canceller = new Visitor((_, _) =>
        {
            source.Cancel();
            return true;
        });
        Assert.ThrowsAny<OperationCanceledException>(() => store.Scan(ref canceller, source.Token));
        Assert.Equal(100, store.All().Count);
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_an_error_that_names_it()
    {
        var disk = new FaultyDisk(new FaultPlan(5) { FailedReads = 0.5 }) { FaultsAreOn = false };
        using var store = KeyValueStore.Open(Options, StoreDevices.Over(name => disk.Open(name)));
        for (var i = 0; i < 6_000; i++) store.Put($"member-{i}", Value(i));
        disk.FaultsAreOn = true;

        Assert.Contains(_folder.File("log"), Assert.Throws<StoreException>(store.All).Message, StringComparison.Ordinal);
    }
}

/// <summary>Hands keys, a character a byte, and values to a function.</summary>
internal struct Visitor(Func<string, byte[], bool> visit) : IEntryVisitor
{
    public readonly bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => visit(Encoding.Latin1.GetString(key), value.ToArray());
}
