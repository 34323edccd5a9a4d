using System.Buffers.Binary;
using System.Text;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>What a compaction removes is nobody's, or it removes nothing.</summary>
public sealed class CompactionProofTests : IDisposable
{
    private const long AddressBits = (1L << 48) - 1;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StoreOptions Options => new() { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 };

    /// <summary>
    /// A record without flags whose key's length is a multiple of eight is what FASTER leaves where it gives a record up, with the record's
    /// size in that place. Whoever steps over so many bytes lands within the key, which here reads like a record that ends where the next one does.
    /// </summary>
    [Fact]
    public async Task A_record_that_hides_the_next_one_from_whoever_goes_by_sizes_costs_nobody_a_value()
    {
        var hiding = new byte[24];
        hiding.AsSpan(12, sizeof(long)).Fill(0xFF);
        BinaryPrimitives.WriteInt32LittleEndian(hiding.AsSpan(20), 44);   // to the fourth byte of the next record's value
        var hidden = Encoding.UTF8.GetBytes("vict");
        var value = Value(1, most: 100).AsSpan().ToArray();
        Array.Resize(ref value, 100);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), 92);     // to the end of that record
        using (var store = KeyValueStore.Open(Options))
        {
            store.Upsert(hiding, new byte[12]);
            store.Upsert(hidden, value);
            store.Upsert(hiding, new byte[100]);
            for (var i = 0; i < 1_000; i++) store.Put($"member-{i}", Value(i));
            await store.Checkpoints.TakeAsync();
        }

        using (var log = new LogEditor(Options)) log.ChangeHeader(log.FirstRecordOf(hiding), static header => header & AddressBits);

        using (var store = KeyValueStore.Open(Options))
        {
            Assert.Equal(1_002, store.All().Count);
            await store.CompactAsync(TestContext.Current.CancellationToken);
            Assert.Equal(value, store.Get(hidden));
        }

        using var again = KeyValueStore.Open(Options);
        Assert.Equal(value, again.Get(hidden));
        Assert.Equal(new byte[100], again.Get(hiding));
        for (var i = 0; i < 1_000; i++) Assert.Equal(Value(i), again.Get($"member-{i}"));
    }

    [Fact]
    public async Task Nothing_is_removed_when_a_key_that_counts_is_not_found()
    {
        await FillAsync();
        using (var log = new LogEditor(Options)) log.ChangeHeader(log.FirstRecordOf("member-500"u8), static header => header & AddressBits);
        using var store = KeyValueStore.Open(Options);
        var before = store.LogBytes;

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CompactAsync(TestContext.Current.CancellationToken));

        Assert.Equal($"the index of '{_folder.Path}' leads to 999 keys that have a value and the store counts 1000: nothing was removed", refused.Message);
        Assert.InRange(store.LogBytes, before, long.MaxValue);
        for (var i = 0; i < 1_000; i++) Assert.Equal(i == 500 ? null : Value(i), store.Get($"member-{i}"));
    }

    [Theory, InlineData(0L), InlineData(8L), InlineData(1L << 40)]
    public async Task Nothing_is_removed_when_a_chain_does_not_lead_to_older_records(long further)
    {
        await FillAsync();
        using (var log = new LogEditor(Options))
        {
            var address = log.FirstRecordOf("member-500"u8);
            log.ChangeHeader(address, header => (header & ~AddressBits) | (address + further));
        }

        using var store = KeyValueStore.Open(Options);
        var before = store.LogBytes;
        Assert.Contains("no older", (await Assert.ThrowsAsync<StoreException>(() => store.CompactAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
        Assert.InRange(store.LogBytes, before, long.MaxValue);
    }

    [Fact]
    public async Task A_value_that_was_not_moved_is_noticed_before_anything_is_removed()
    {
        await FillAsync();
        using var store = KeyValueStore.Open(Options);
        var address = LogSnapshot.Take(store.Parts).Until;
        store.Put("member-0", Value(0));
        Assert.Contains(
            "was not moved: nothing was removed",
            Assert.Throws<StoreException>(() => Compaction.Prove(store.Parts, address, default)).Message,
            StringComparison.Ordinal);
        for (var i = 0; i < 1_000; i++) store.Put($"member-{i}", Value(i));
        Compaction.Prove(store.Parts, address, default);
    }

    [Fact]
    public async Task Keys_that_share_a_chain_are_all_kept()
    {
        const int Members = 60_000;
        var crowded = Options with { ExpectedKeys = 1 };   // a million places in the index, so that thousands meet
        using var store = KeyValueStore.Open(crowded);
        for (var i = 0; i < Members; i++) store.Upsert(BitConverter.GetBytes(i), BitConverter.GetBytes(i));
        for (var i = 0; i < Members; i += 3) store.Delete(BitConverter.GetBytes(i));
        for (var i = 1; i < Members; i += 3) store.Upsert(BitConverter.GetBytes(i), BitConverter.GetBytes(-i));
        using (var snapshot = LogSnapshot.Take(store.Parts)) Assert.InRange(snapshot.Heads.Count, 1, Members - 1_000);

        await store.CompactAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < Members; i++) Assert.Equal((i % 3) switch { 0 => null, 1 => BitConverter.GetBytes(-i), _ => BitConverter.GetBytes(i) }, store.Get(BitConverter.GetBytes(i)));
        Assert.Equal(store.Count, LogSnapshot.Take(store.Parts).Keys);
    }

    [Fact]
    public async Task A_disk_too_full_for_what_lives_is_refused_with_what_is_needed_and_what_is_free()
    {
        using var disk = new SmallDisk(kilobytes: 24 << 10);
        using var store = KeyValueStore.Open(Options with { Folder = disk.Path });
        for (var i = 0; i < 14_000; i++) store.Upsert(BitConverter.GetBytes(i), new byte[1_000]);
        await store.Checkpoints.TakeAsync();

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CompactAsync(TestContext.Current.CancellationToken));

        Assert.Matches($"^a compaction of '{disk.Path}' needs 1[45][0-9]{{6}} bytes of free space, and [0-9]{{7,8}} are available: nothing was changed$", refused.Message);
        for (var i = 0; i < 14_000; i++) Assert.NotNull(store.Get(BitConverter.GetBytes(i)));

        // What is to be removed needs no room.
        for (var i = 0; i < 14_000; i++)
        {
            if (i % 10 != 0) store.Delete(BitConverter.GetBytes(i));
        }

        await store.CompactAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 14_000; i++) Assert.Equal(i % 10 == 0, store.Get(BitConverter.GetBytes(i)) is not null);
        Assert.InRange(store.LogBytes, 1, 3 << 20);
    }

    private async Task FillAsync()
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < 1_000; i++) store.Put($"member-{i}", Value(i));
        await store.Checkpoints.TakeAsync();
    }
}
