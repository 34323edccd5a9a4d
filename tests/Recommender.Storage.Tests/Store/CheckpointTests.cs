using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>Checkpoints and recovery, with the traps that FASTER's issue list names.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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

        KeyValueStore Open(int budget) => KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = (long)budget << 20, ExpectedKeys = 10_000 });
    }

    [Fact]
    public async Task Refuses_a_memory_budget_that_does_not_hold_the_pages_of_the_log()
    {
        using (var store = KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 64 << 20 })) await store.Checkpoints.TakeAsync();

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

        Directory.CreateDirectory(_folder.File($"checkpoints/cpr-checkpoints/{Guid.NewGuid()}"));   // as a crash leaves one behind
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

    [Theory, InlineData("index-checkpoints", "ht.dat.0"), InlineData("index-checkpoints", "info.dat.0"), InlineData("cpr-checkpoints", "info.dat.0")]
    public async Task The_checkpoint_before_opens_when_a_byte_of_the_newest_is_flipped(string kind, string name)
    {
        var newest = await TwoCheckpoints();
        FlipByte(_folder.File($"checkpoints/{kind}/{newest.Token}/{name}"), 100);

        using var again = Open();

        Assert.Equal(Value(1), again.Get("member"));
        await again.Checkpoints.TakeAsync();   // and takes the place of the damaged one
    }

    [Theory, InlineData(300, 10), InlineData(300, 2_000), InlineData(300, 20_000), InlineData(20_000, 20_000)]
    public async Task The_checkpoint_before_has_all_of_its_values_however_much_was_written_since(int members, int written)
    {
        CheckpointEntry newest;
        using (var store = Open())
        {
            Fill(store, 0, members);
            await store.Checkpoints.TakeAsync();
            for (var i = 0; i < written; i++) store.Put($"member-{i % members}", Value(i + 1_000_000));
            newest = await store.Checkpoints.TakeAsync();
        }

        FlipByte(_folder.File($"checkpoints/index-checkpoints/{newest.Token}/info.dat.0"), 100);

        using var again = Open();
        AssertFilled(again, 0, members);
    }

    [Theory, InlineData("ht.dat.0", "is missing"), InlineData("info.dat.0", "is missing")]
    public async Task The_checkpoint_before_opens_when_a_file_of_the_newest_is_missing(string name, string reason)
    {
        var newest = await TwoCheckpoints();
        var path = _folder.File($"checkpoints/index-checkpoints/{newest.Token}/{name}");
        File.Delete(path);

        Assert.Contains(path, Assert.Throws<StoreException>(() => newest.Files.ToList().ForEach(file => file.Check(_folder.File("checkpoints")))).Message, StringComparison.Ordinal);
        using var again = Open();

        Assert.Equal(Value(1), again.Get("member"));
        Assert.Equal("is missing", reason);
    }

    [Fact]
    public async Task A_missing_or_short_segment_is_refused_by_name()
    {
        await TwoCheckpoints();
        var segment = _folder.File("log.0");
        using (var file = File.OpenHandle(segment, access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, 512);
        Assert.Contains($"'{segment}' ends at offset 512", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);

        File.Delete(segment);
        Assert.Contains($"'{segment}' is missing", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_short_file_of_sums_is_refused_by_name()
    {
        await TwoCheckpoints();
        var sums = _folder.File("log.sums.0");
        using (var file = File.OpenHandle(sums, access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, 0);
        Assert.Contains($"'{sums}' ends at offset 0", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);

        File.Delete(sums);
        Assert.Contains($"'{sums}' is missing", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    /// <summary>A record's header, key and value alike: what the flip hits is an error, and everything else is as it was.</summary>
    [Fact]
    public async Task A_flipped_bit_anywhere_in_the_log_is_an_error_and_never_a_missing_or_wrong_value()
    {
        const int members = 15_000;   // most of them beyond memory
        using (var store = Open())
        {
            Fill(store, 0, members);
            await store.Checkpoints.TakeAsync();
        }

        var log = _folder.File("log.0");
        var whole = await File.ReadAllBytesAsync(log);
        var random = new Random(20260101);
        for (var round = 0; round < 12; round++)
        {
            var at = random.Next(64, whole.Length);
            FlipByte(log, at);
            var offset = $"'{log}' at offset {at / 512 * 512}";
            try
            {
                using var store = Open();
                Assert.Contains(offset, ReadAll(store, members), StringComparison.Ordinal);
            }
            catch (StoreException error)
            {
                Assert.Contains(offset, error.Message, StringComparison.Ordinal);   // found already at recovery
            }

            await File.WriteAllBytesAsync(log, whole);
        }
    }

    private static string ReadAll(KeyValueStore store, int members)
    {
        var errors = new HashSet<string>();
        for (var i = 0; i < members; i++)
        {
            try
            {
                Assert.Equal(Value(i), store.Get($"member-{i}"));
            }
            catch (StoreException error)
            {
                errors.Add(error.Message);
            }
        }

        return Assert.Single(errors);
    }

    [Theory, InlineData(3), InlineData(40), InlineData(-2)]
    public async Task A_damaged_list_of_checkpoints_is_refused_by_name(int at)
    {
        await TwoCheckpoints();
        var list = _folder.File("checkpoints/CHECKPOINTS");
        FlipByte(list, at);

        Assert.Contains($"'{list}'", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_not_renamed_before_the_crash_changes_nothing()
    {
        await TwoCheckpoints();
        await File.WriteAllTextAsync(_folder.File("checkpoints/CHECKPOINTS.new"), "recommender checkp");

        using var again = Open();
        Assert.Equal(Value(2), again.Get("member"));
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

    private async Task<CheckpointEntry> TwoCheckpoints()
    {
        using var store = Open();
        Fill(store, 0, 100);
        store.Put("member", Value(1));
        await store.Checkpoints.TakeAsync();
        store.Put("member", Value(2));
        return await store.Checkpoints.TakeAsync();
    }

    private IEnumerable<Guid> TokenFolders(string kind) =>
        Directory.GetDirectories(_folder.File($"checkpoints/{kind}")).Select(path => Guid.Parse(Path.GetFileName(path))).Order();

    private static void FlipByte(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static void Fill(KeyValueStore store, int first, int count)
    {
        for (var i = first; i < first + count; i++) store.Put($"member-{i}", Value(i));
    }

    private static void AssertFilled(KeyValueStore store, int first, int count)
    {
        for (var i = first; i < first + count; i++) Assert.Equal(Value(i), store.Get($"member-{i}"));
    }

    private KeyValueStore Open() => Open(expectedKeys: 10_000);

    private KeyValueStore Open(long expectedKeys) =>
        KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 2 << 20, ExpectedKeys = expectedKeys });

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
