using Recommender.Storage.Store;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>Checkpoints and logs that are damaged or incomplete: an earlier checkpoint opens, or an error names the file.</summary>
public sealed class DamagedCheckpointTests : StoreCase
{
    [Theory, InlineData("index-checkpoints", "ht.dat.0"), InlineData("index-checkpoints", "info.dat.0"), InlineData("cpr-checkpoints", "info.dat.0")]
    public async Task The_checkpoint_before_opens_when_a_byte_of_the_newest_is_flipped(string kind, string name)
    {
        var newest = await TwoCheckpoints();
        FlipByte(Files.File($"checkpoints/{kind}/{newest.Token}/{name}"), 100);

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

        FlipByte(Files.File($"checkpoints/index-checkpoints/{newest.Token}/info.dat.0"), 100);

        using var again = Open();
        AssertFilled(again, 0, members);
    }

    [Theory, InlineData("ht.dat.0", "is missing"), InlineData("info.dat.0", "is missing")]
    public async Task The_checkpoint_before_opens_when_a_file_of_the_newest_is_missing(string name, string reason)
    {
        var newest = await TwoCheckpoints();
        var path = Files.File($"checkpoints/index-checkpoints/{newest.Token}/{name}");
        File.Delete(path);

        Assert.Contains(path, Assert.Throws<StoreException>(() => newest.Files.ToList().ForEach(file => file.Check(Files.File("checkpoints")))).Message, StringComparison.Ordinal);
        using var again = Open();

        Assert.Equal(Value(1), again.Get("member"));
        Assert.Equal("is missing", reason);
    }

    [Fact]
    public async Task A_missing_or_short_segment_is_refused_by_name()
    {
        await TwoCheckpoints();
        var segment = Files.File("log.0");
        using (var file = File.OpenHandle(segment, access: FileAccess.ReadWrite)) RandomAccess.SetLength(file, 512);
        Assert.Contains($"'{segment}' ends at offset 512", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);

        File.Delete(segment);
        Assert.Contains($"'{segment}' is missing", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_short_file_of_sums_is_refused_by_name()
    {
        await TwoCheckpoints();
        var sums = Files.File("log.sums.0");
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

        var log = Files.File("log.0");
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
        var list = Files.File("checkpoints/CHECKPOINTS");
        FlipByte(list, at);

        Assert.Contains($"'{list}'", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_not_renamed_before_the_crash_changes_nothing()
    {
        await TwoCheckpoints();
        await File.WriteAllTextAsync(Files.File("checkpoints/CHECKPOINTS.new"), "recommender checkp");

        using var again = Open();
        Assert.Equal(Value(2), again.Get("member"));
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

    private static void FlipByte(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
