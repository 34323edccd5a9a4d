using Recommender.Storage.Store;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>Checkpoints and recovery, with the traps that FASTER's issue list names.</summary>
public sealed class CheckpointTests : StoreCase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_was_written_before_the_checkpoint_is_back_after_a_restart_and_nothing_later()
    {
        using (var store = Open())
        {
            store.Put("before", Value(1));
            store.Put("gone", Value(2));
            store.Remove("gone");
            await store.Checkpoints.TakeAsync();
            store.Put("after", Value(3));
            store.Put("before", Value(4));
        }

        using var again = Open();
        Assert.Equal(Value(1), again.Get("before"));
        Assert.Null(again.Get("gone"));
        Assert.Null(again.Get("after"));
    }

    [Fact]
    public void Without_a_checkpoint_a_restart_begins_empty()
    {
        using (var store = Open()) Fill(store, 0, 5_000);

        using var again = Open();
        Assert.Null(again.Get("member-0"));
        Assert.Null(again.Get("member-4999"));
    }

    [Fact]
    public async Task An_empty_store_can_be_checkpointed_opened_and_filled()
    {
        using (var store = Open()) await store.Checkpoints.TakeAsync();
        using (var again = Open())
        {
            Assert.Null(again.Get("member-0"));
            Fill(again, 0, 100);
            await again.Checkpoints.TakeAsync();
        }

        using var filled = Open();
        AssertFilled(filled, 0, 100);
    }

    /// <summary>FASTER issues 102 and 227.</summary>
    [Fact]
    public async Task A_checkpoint_waits_for_no_session_that_lies_idle()
    {
        using var store = Open();
        Fill(store, 0, 5_000);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(thread => Task.Run(() => store.Get($"member-{thread}"))));   // and never again

        for (var round = 0; round < 3; round++) await store.Checkpoints.TakeAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_checkpoint_waits_for_a_reader_that_is_not_done_and_completes_when_it_is()
    {
        using var store = Open();
        store.Put("member", Value(1));
        using var reading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var reader = Task.Run(() =>
        {
            var slow = new SlowReader { Reading = reading, GoOn = goOn };
            return store.TryRead("member"u8, ref slow);
        });
        Assert.True(reading.Wait(Patience));
        store.Put("other", Value(2));

        var checkpoint = store.Checkpoints.TakeAsync();
        Assert.Equal(Value(2), store.Get("other"));   // others go on meanwhile
        Assert.False(checkpoint.IsCompleted);
        goOn.Set();

        Assert.True(await reader.WaitAsync(Patience));
        await checkpoint.WaitAsync(Patience);
    }

    /// <summary>FASTER issue 771: what a process leaves that never came to close anything.</summary>
    [Fact]
    public async Task Opens_the_files_of_a_store_that_was_never_closed()
    {
        var abandoned = Open();
        Fill(abandoned, 0, 5_000);
        await abandoned.Checkpoints.TakeAsync();
        Fill(abandoned, 5_000, 5_000);

        for (var round = 0; round < 3; round++)
        {
            var store = Open();
            AssertFilled(store, 0, 5_000);
            Assert.Null(store.Get("member-5000"));
        }
    }

    /// <summary>FASTER issue 924.</summary>
    [Fact]
    public async Task Recovers_many_more_keys_than_the_index_has_buckets()
    {
        using (var store = Open(expectedKeys: 1))
        {
            Fill(store, 0, 20_000);   // 64 buckets
            await store.Checkpoints.TakeAsync();
            Fill(store, 20_000, 1_000);
        }

        using var again = Open(expectedKeys: 1);
        AssertFilled(again, 0, 20_000);
        Assert.Null(again.Get("member-20000"));
    }

    [Theory, InlineData(2, 64), InlineData(64, 16), InlineData(8, 2_000)]
    public async Task Opens_with_another_memory_budget(int megabytes, int later)
    {
        using (var store = Open(megabytes))
        {
            Fill(store, 0, 20_000);
            await store.Checkpoints.TakeAsync();
        }

        using (var store = Open(later))
        {
            AssertFilled(store, 0, 20_000);
            Fill(store, 20_000, 20_000);
            await store.Checkpoints.TakeAsync();
        }

        using var again = Open(megabytes);
        AssertFilled(again, 0, 40_000);

        KeyValueStore Open(int budget) => KeyValueStore.Open(new StoreOptions { Folder = Files.Path, MemoryBytes = (long)budget << 20, ExpectedKeys = 10_000 });
    }

    [Fact]
    public async Task Refuses_a_memory_budget_that_does_not_hold_the_pages_of_the_log()
    {
        using (var store = KeyValueStore.Open(new StoreOptions { Folder = Files.Path, MemoryBytes = 64 << 20 })) await store.Checkpoints.TakeAsync();

        var error = Assert.Throws<ArgumentException>(Open);
        Assert.Contains($"{2 << 20} bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{1 << 20} bytes", error.Message, StringComparison.Ordinal);
    }

    /// <summary>FASTER issues 651 and 884.</summary>
    [Fact]
    public async Task Keeps_the_last_two_checkpoints_and_no_other_file()
    {
        var taken = new List<CheckpointEntry>();
        for (var restart = 0; restart < 2; restart++)
        {
            using var store = Open();
            for (var i = 0; i < 3; i++)
            {
                Fill(store, i * 100, 100);
                taken.Add(await store.Checkpoints.TakeAsync());
                Assert.Equal(taken.TakeLast(2).Select(entry => entry.Token).Order(), TokenFolders("index-checkpoints"));
                Assert.Equal(taken.TakeLast(2).Select(entry => entry.Token).Order(), TokenFolders("cpr-checkpoints"));
            }
        }

        Directory.CreateDirectory(Files.File($"checkpoints/cpr-checkpoints/{Guid.NewGuid()}"));   // as a crash leaves one behind
        using (Open()) Assert.Equal(taken.TakeLast(2).Select(entry => entry.Token).Order(), TokenFolders("cpr-checkpoints"));
    }

    /// <summary>FASTER issue 925: the log alone is no store.</summary>
    [Fact]
    public async Task Every_checkpoint_has_the_index_and_the_log()
    {
        using var store = Open();
        Fill(store, 0, 1_000);

        var first = await store.Checkpoints.TakeAsync();
        var second = await store.Checkpoints.TakeAsync();

        foreach (var entry in new[] { first, second })
        {
            Assert.Contains(entry.Files, file => file.Name == $"index-checkpoints/{entry.Token}/ht.dat.0" && file.Bytes > 0);
            Assert.Contains(entry.Files, file => file.Name == $"cpr-checkpoints/{entry.Token}/info.dat.0" && file.Bytes > 0);
        }
    }

    [Fact]
    public async Task Only_what_is_new_in_the_log_is_written_again()
    {
        using var store = Open();
        Fill(store, 0, 5_000);
        var first = await store.Checkpoints.TakeAsync();
        store.Put("one", Value(1));

        var second = await store.Checkpoints.TakeAsync();

        Assert.InRange(second.Tail - first.Tail, 1, 4_096);
    }

    [Fact]
    public async Task Checkpoints_taken_while_others_read_and_write_are_each_a_state_in_between()
    {
        using var stop = new CancellationTokenSource();
        using (var store = Open())
        {
            var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writer = Task.Run(() =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    store.Put("first", BitConverter.GetBytes(i));    // before
                    store.Put("second", BitConverter.GetBytes(i));   // after
                    store.Put($"member-{i % 5_000}", Value(i % 5_000));
                    writing.TrySetResult();
                }
            });
            var reader = Task.Run(() =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++) Assert.True(store.Get($"member-{i % 5_000}") is not { } value || value.AsSpan().SequenceEqual(Value(i % 5_000)));
            });
            await writing.Task.WaitAsync(Patience);
            for (var i = 0; i < 5; i++) await store.Checkpoints.TakeAsync().WaitAsync(Patience);
            await stop.CancelAsync();
            await Task.WhenAll(writer, reader).WaitAsync(Patience);
        }

        using var again = Open();
        var (first, second) = (BitConverter.ToInt32(again.Get("first")!), BitConverter.ToInt32(again.Get("second")!));
        Assert.InRange(first - second, 0, 1);   // one thread's writes are there up to one of them
    }

    private IEnumerable<Guid> TokenFolders(string kind) =>
        Directory.GetDirectories(Files.File($"checkpoints/{kind}")).Select(path => Guid.Parse(Path.GetFileName(path))).Order();

    private struct SlowReader : IValueReader
    {
        public ManualResetEventSlim Reading;
        public ManualResetEventSlim GoOn;

        public readonly void Read(ReadOnlySpan<byte> value)
        {
            Reading.Set();
            GoOn.Wait(Patience);
        }
    }
}
