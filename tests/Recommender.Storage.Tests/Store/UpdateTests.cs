using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>Changes of a value by what it is.</summary>
public sealed class UpdateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gets_the_old_value_or_none_and_writes_the_new_one()
    {
        using var store = Open();

        Assert.Null(store.Change("member", static _ => [1, 2]));
        Assert.Equal([1, 2], store.Change("member", static old => [.. old!, 3]));
        Assert.Equal([1, 2, 3], store.Get("member"));
    }

    [Fact]
    public void Leaves_a_key_as_it_is_or_deletes_it_on_request()
    {
        using var store = Open();
        store.Put("member", Value(1));

        var keep = new Fixed(ValueChange.None);
        store.Update("member"u8, ref keep);
        Assert.Equal(Value(1), store.Get("member"));

        var delete = new Fixed(ValueChange.Delete);
        store.Update("member"u8, ref delete);
        Assert.Null(store.Get("member"));
        store.Update("member"u8, ref delete);
        store.Update("member"u8, ref keep);
        Assert.Null(store.Get("member"));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void What_an_updater_throws_comes_out_and_nothing_is_written()
    {
        using var store = Open();
        store.Put("member", Value(1));

        Assert.Throws<InvalidDataException>(() => store.Change("member", static _ => throw new InvalidDataException()));
        Assert.Throws<InvalidDataException>(() => store.Change("nobody", static _ => throw new InvalidDataException()));
        Assert.Throws<InvalidOperationException>(() => TooMuch(store));

        Assert.Equal(Value(1), store.Get("member"));
        Assert.Null(store.Get("nobody"));
        Assert.Equal([7], WriteAfter(store));
    }

    [Fact]
    public void Reads_and_changes_what_no_longer_fits_into_memory()
    {
        using var store = Open();
        var count = 0;
        while (store.LogBytes <= 4 << 20) store.Put($"member-{count}", Value(count++));

        for (var i = 0; i < count; i += 7) Assert.Equal(Value(i), store.Change($"member-{i}", static old => [.. old!.Reverse()]));
        for (var i = 0; i < count; i++) Assert.Equal(i % 7 == 0 ? [.. Value(i).Reverse()] : Value(i), store.Get($"member-{i}"));
        Assert.Equal(count, store.Count);
    }

    [Theory, InlineData(1), InlineData(5_000)]
    public async Task No_change_is_lost_however_many_threads_make_them_hot_or_cold(int keys)
    {
        const int Threads = 4;
        const int Each = 10_000;
        using var store = Open();
        using var begin = new Barrier(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(thread);
                begin.SignalAndWait();
                for (var i = 0; i < Each; i++)
                {
                    var adder = default(Adder);
                    store.Update(BitConverter.GetBytes(random.Next(keys)), ref adder);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        var sum = 0L;
        for (var key = 0; key < keys; key++) sum += store.Get(BitConverter.GetBytes(key)) is { } value ? BitConverter.ToInt32(value) : 0;
        Assert.Equal(Threads * Each, sum);
    }

    [Fact]
    public void A_hot_update_allocates_nothing()
    {
        using var store = Open();
        var adder = default(Adder);
        for (var i = 0; i < 100; i++) store.Update("member"u8, ref adder);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) store.Update("member"u8, ref adder);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(1_100, BitConverter.ToInt32(store.Get("member")!));
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_not_taken_for_none()
    {
        var disk = new FaultyDisk(new FaultPlan(5) { FailedReads = 1 }) { FaultsAreOn = false };
        using var store = KeyValueStore.Open(Options, StoreDevices.Over(name => disk.Open(name)));
        for (var i = 0; store.LogBytes <= 4 << 20; i++) store.Put($"member-{i}", Value(i));
        disk.FaultsAreOn = true;

        Assert.Throws<StoreException>(() => store.Change("member-0", static _ => [1]));
        Assert.Throws<StoreException>(() => store.Put("member-0", [1]));
        Assert.Throws<StoreException>(() => store.Remove("member-0"));

        disk.FaultsAreOn = false;
        Assert.Equal(Value(0), store.Get("member-0"));
    }

    private StoreOptions Options => new() { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 };

    private KeyValueStore Open() => KeyValueStore.Open(Options);

    private static void TooMuch(KeyValueStore store)
    {
        var tooMuch = new Fixed(ValueChange.Write((8 << 10) + 1));
        store.Update("member"u8, ref tooMuch);
    }

    private static byte[]? WriteAfter(KeyValueStore store)
    {
        store.Put("member", [7]);
        return store.Get("member");
    }

    private struct Fixed(ValueChange change) : IValueUpdater
    {
        public readonly ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer) => change;
    }

    private struct Adder : IValueUpdater
    {
        public readonly ValueChange Update(bool exists, ReadOnlySpan<byte> value, Span<byte> buffer)
        {
            BitConverter.TryWriteBytes(buffer, (exists ? BitConverter.ToInt32(value) : 0) + 1);
            return ValueChange.Write(sizeof(int));
        }
    }
}
