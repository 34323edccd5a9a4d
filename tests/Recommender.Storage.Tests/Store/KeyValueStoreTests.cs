using System.Text;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

public sealed class KeyValueStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_back_the_value_last_written()
    {
        using var store = Open();
        store.Put("member", Value(1));
        store.Put("member", Value(2, most: 3_000));
        store.Put("other", Value(3));

        Assert.Equal(Value(2, most: 3_000), store.Get("member"));
        Assert.Equal(Value(3), store.Get("other"));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(8), InlineData(4_095), InlineData(65_536)]
    public void Takes_values_of_every_length_up_to_the_limit(int bytes)
    {
        using var store = Open();
        var value = new byte[bytes];
        new Random(bytes).NextBytes(value);
        store.Put("k", value);

        Assert.Equal(value, store.Get("k"));
        Assert.Throws<ArgumentException>(() => store.Put("k", new byte[65_537]));
        Assert.Equal(value, store.Get("k"));
    }

    [Fact]
    public void Refuses_a_key_that_is_empty_or_too_long()
    {
        using var store = Open();

        Assert.Throws<ArgumentException>(() => store.Put("", []));
        Assert.Throws<ArgumentException>(() => store.Get(new byte[KeyValueStore.MaxKeyBytes + 1]));
        Assert.Throws<ArgumentException>(() => store.Remove(""));
        store.Upsert(new byte[KeyValueStore.MaxKeyBytes], [1]);
        Assert.Equal([1], store.Get(new byte[KeyValueStore.MaxKeyBytes]));
    }

    [Fact]
    public void An_absent_and_a_deleted_key_have_no_value()
    {
        using var store = Open();
        Assert.Null(store.Get("nobody"));
        store.Put("member", Value(1));

        store.Remove("member");
        Assert.Null(store.Get("member"));

        store.Put("member", Value(2));
        Assert.Equal(Value(2), store.Get("member"));
    }

    [Fact]
    public void Reads_what_no_longer_fits_into_memory_without_a_thread_switch()
    {
        using var store = Open();
        var keys = FillBeyondMemory(store);
        var threads = new ThreadWitness();

        for (var i = 0; i < keys; i++)
        {
            Assert.True(store.TryRead(Encoding.UTF8.GetBytes($"member-{i}"), ref threads));
            Assert.Equal(Value(i), threads.Value);
        }

        Assert.Equal(Environment.CurrentManagedThreadId, threads.Thread);
        Assert.False(threads.Switched);
    }

    [Fact]
    public void Stays_within_its_memory_budget_however_much_is_written()
    {
        using var store = Open();

        FillBeyondMemory(store);

        Assert.InRange(store.MemoryBytes, 1, Options().MemoryBytes);
        Assert.True(store.LogBytes > 4 * Options().MemoryBytes, $"{store.LogBytes} bytes written");
    }

    [Fact]
    public void Deletes_and_replaces_what_lies_on_the_device()
    {
        using var store = Open();
        FillBeyondMemory(store);

        store.Remove("member-0");
        store.Put("member-1", [1, 2, 3]);

        Assert.Null(store.Get("member-0"));
        Assert.Equal([1, 2, 3], store.Get("member-1"));
        Assert.Equal(Value(2), store.Get("member-2"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_a_reader_throws_comes_out_and_the_store_goes_on(bool cold)
    {
        using var store = Open();
        store.Put("member-0", Value(0));
        if (cold) FillBeyondMemory(store);
        var thrower = default(Thrower);

        for (var i = 0; i < 100; i++) Assert.Throws<InvalidDataException>(() => store.TryRead("member-0"u8, ref thrower));

        Assert.Equal(Value(0), store.Get("member-0"));
        store.Put("member-0", [1]);
        Assert.Equal([1], store.Get("member-0"));
    }

    [Fact]
    public void A_hot_read_allocates_nothing()
    {
        using var store = Open();
        store.Put("member", Value(1));
        var length = default(LengthReader);
        for (var i = 0; i < 100; i++) store.TryRead("member"u8, ref length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) store.TryRead("member"u8, ref length);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(Value(1).Length, length.Length);
    }

    [Fact]
    public void A_cold_read_allocates_nothing()
    {
        using var store = Open();
        FillBeyondMemory(store);
        var length = default(LengthReader);
        Read(rounds: 2_000);

        var least = Enumerable.Range(0, 10).Min(_ => Read(rounds: 1_000));   // what happens once is no read's

        Assert.Equal(0, least);

        long Read(int rounds)
        {
            Span<byte> key = stackalloc byte[16];
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
            {
                "member-"u8.CopyTo(key);
                i.TryFormat(key[7..], out var digits, provider: System.Globalization.CultureInfo.InvariantCulture);
                if (!store.TryRead(key[..(7 + digits)], ref length)) throw new InvalidOperationException($"member {i} is missing");
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>The chain of a place in the index leads through memory to the device, and on the device through other keys' records.</summary>
    [Fact]
    public void Finds_each_of_many_keys_that_share_places_in_the_index()
    {
        using var store = KeyValueStore.Open(Options() with { Folder = _folder.Path, ExpectedKeys = 1, MemoryBytes = 1 << 20, MaxValueBytes = 1 << 12 });   // 64 buckets
        const int keys = 150_000;
        for (var i = 0; i < keys; i++) store.Upsert(BitConverter.GetBytes(i), BitConverter.GetBytes(i));
        for (var i = 0; i < keys; i += 3) store.Delete(BitConverter.GetBytes(i));
        for (var i = 1; i < keys; i += 30) store.Upsert(BitConverter.GetBytes(i), BitConverter.GetBytes(-i));

        for (var i = 0; i < keys; i++)
        {
            var expected = i % 3 == 0 ? null : BitConverter.GetBytes(i % 30 == 1 ? -i : i);
            Assert.Equal(expected, store.Get(BitConverter.GetBytes(i)));
        }

        for (var i = keys; i < keys + 10_000; i++) Assert.Null(store.Get(BitConverter.GetBytes(i)));
    }

    [Fact]
    public void Reads_of_a_reader_that_reads_on_do_not_disturb_each_other()
    {
        using var store = Open();
        FillBeyondMemory(store);
        var nested = new NestedReader { Store = store };

        Assert.True(store.TryRead("member-1"u8, ref nested));

        Assert.Equal(Value(2), nested.Inner);
        Assert.Equal(Value(1), nested.Outer);
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_whole_values_only()
    {
        using var store = Open();
        store.Put("member", Filled(0));
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(1, 2).Select(writer => Task.Run(() =>
        {
            for (var i = writer; !stop.IsCancellationRequested; i += 2) store.Put("member", Filled((byte)i));
        })).ToArray();

        for (var i = 0; i < 50_000; i++)
        {
            var value = store.Get("member")!;
            Assert.True(value.AsSpan().IndexOfAnyExcept(value[0]) < 0, "a value is torn");
            Assert.Equal(Filled(value[0]).Length, value.Length);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    private static byte[] Filled(byte content) => [.. Enumerable.Repeat(content, 100 + content)];   // the length changes as well

    /// <summary>Four budgets' worth of members, so that most are on the device.</summary>
    private static int FillBeyondMemory(KeyValueStore store)
    {
        var count = 0;
        while (store.LogBytes <= 4 * Options().MemoryBytes) store.Put($"member-{count}", Value(count++));
        return count;
    }

    private static StoreOptions Options() => new() { Folder = "", MemoryBytes = 2 << 20, ExpectedKeys = 10_000 };

    private KeyValueStore Open() => KeyValueStore.Open(Options() with { Folder = _folder.Path });

    private struct LengthReader : IValueReader
    {
        public int Length;

        public void Read(ReadOnlySpan<byte> value) => Length = value.Length;
    }

    private struct ThreadWitness : IValueReader
    {
        public byte[] Value;
        public int Thread;
        public bool Switched;

        public void Read(ReadOnlySpan<byte> value)
        {
            Switched |= Thread != 0 && Thread != Environment.CurrentManagedThreadId;
            Thread = Environment.CurrentManagedThreadId;
            Value = value.ToArray();
        }
    }

    private struct NestedReader : IValueReader
    {
        public KeyValueStore Store;
        public byte[]? Inner;
        public byte[]? Outer;

        public void Read(ReadOnlySpan<byte> value)
        {
            Inner = Store.Get("member-2");
            Outer = value.ToArray();
        }
    }

    private struct Thrower : IValueReader
    {
        public readonly void Read(ReadOnlySpan<byte> value) => throw new InvalidDataException("the reader does not like it");
    }
}
