using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Members;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members;

public sealed class ForgettingTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromMinutes(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_who_was_deleted_off_the_disk_once_the_pause_is_over()
    {
        await using var store = SmallWorld.OpenStore(_folder.PathOf("live"));
        await using var forgetting = new Forgetting(store, new ForgettingOptions { PauseMinutes = 60 }, _time, NullLogger<Forgetting>.Instance);
        await store.PutMemberAsync("who-will-be-forgotten"u8, Portrait(1));
        await store.PutMemberAsync("who-stays"u8, Portrait(2));
        await store.CheckpointAsync();
        Assert.True(IsOnDisk("who-will-be-forgotten"u8));

        await store.DeleteMemberAsync("who-will-be-forgotten"u8);
        forgetting.Deleted();
        _time.Advance(Hour);

        await GoneAsync("who-will-be-forgotten");
        Assert.True(store.Members.Contains("who-stays"u8));
    }

    [Fact]
    public async Task Remembers_through_a_restart_that_there_is_somebody_to_forget()
    {
        await using (var store = SmallWorld.OpenStore(_folder.PathOf("live")))
        await using (var forgetting = new Forgetting(store, new ForgettingOptions(), _time, NullLogger<Forgetting>.Instance))
        {
            await store.PutMemberAsync("who-will-be-forgotten"u8, Portrait(1));
            await store.PutMemberAsync("who-stays"u8, Portrait(2));
            await store.CheckpointAsync();
            await store.DeleteMemberAsync("who-will-be-forgotten"u8);
            forgetting.Deleted();
        }

        Assert.True(IsOnDisk("who-will-be-forgotten"u8));
        await using var again = SmallWorld.OpenStore(_folder.PathOf("live"));
        await using var next = new Forgetting(again, new ForgettingOptions(), _time, NullLogger<Forgetting>.Instance);
        _time.Advance(Hour);

        await GoneAsync("who-will-be-forgotten");
    }

    [Fact]
    public async Task Takes_replaced_portraits_off_the_disk_long_before_the_pause_is_over_when_the_log_has_doubled_and_more()
    {
        await using var store = SmallWorld.OpenStore(_folder.PathOf("live"));
        await using var forgetting = new Forgetting(store, new ForgettingOptions { PauseMinutes = 60, SpareBytes = 1 << 20 }, _time, NullLogger<Forgetting>.Instance);
        for (var length = 1; length < 600; length++) await store.PutMemberAsync("who-grows"u8, Portrait(length));
        var grown = store.MemberLogBytes;
        Assert.True(grown > 2 << 20, $"the log has {grown} bytes");

        _time.Advance(TimeSpan.FromMinutes(1));

        while (store.MemberLogBytes >= grown) await Task.Delay(5).Soon();
        Assert.True(store.Members.Contains("who-grows"u8));
    }

    [Fact]
    public async Task Growth_counts_from_the_last_compaction_however_often_the_server_was_started_since()
    {
        var options = new ForgettingOptions { SpareBytes = 1 << 20 };
        var grown = 0L;
        for (var start = 0; start < 3; start++)
        {
            await using var store = SmallWorld.OpenStore(_folder.PathOf("live"));
            await using var forgetting = new Forgetting(store, options, _time, NullLogger<Forgetting>.Instance);
            for (var length = 1; length < 400; length++) await store.PutMemberAsync("who-grows"u8, Portrait(length));
            grown = store.MemberLogBytes;
        }

        Assert.True(grown > 2 << 20, $"the log has {grown} bytes");
        await using var again = SmallWorld.OpenStore(_folder.PathOf("live"));
        await using var next = new Forgetting(again, options, _time, NullLogger<Forgetting>.Instance);

        _time.Advance(TimeSpan.FromMinutes(1));

        while (again.MemberLogBytes >= grown) await Task.Delay(5).Soon();
        Assert.True(again.Members.Contains("who-grows"u8));
    }

    [Theory]
    [InlineData(59, 1, true, 3_000, false)]   // a deletion waits for the pause
    [InlineData(60, 1, true, 1_000, true)]
    [InlineData(60, 90, true, 1_000, true)]   // and for nothing else
    [InlineData(600, 1, false, 3_000, false)]   // twice what it was, and what is to spare
    [InlineData(1, 0, false, 3_001, true)]
    [InlineData(0.9, 0, false, 3_001, false)]   // a minute at least
    [InlineData(89, 90, false, 1_000_000, false)]   // half of the time at most
    [InlineData(90, 90, false, 3_001, true)]
    public void Is_due_after_the_pause_for_a_deletion_and_for_growth_after_as_long_as_the_last_one_took(double restedMinutes, double tookMinutes, bool deleted, long bytes, bool due)
    {
        var rules = new ForgettingRules(new ForgettingOptions { PauseMinutes = 60, SpareBytes = 1_000 });

        Assert.Equal(due, rules.IsDue(TimeSpan.FromMinutes(restedMinutes), TimeSpan.FromMinutes(tookMinutes), deleted, bytesThen: 1_000, bytes));
    }

    private async Task GoneAsync(string id)
    {
        var deadline = Patience.Deadline;
        while (IsOnDisk(System.Text.Encoding.UTF8.GetBytes(id)))
        {
            Assert.True(DateTime.UtcNow < deadline, $"'{id}' is still on the disk");
            await Task.Delay(20);
        }
    }

    private bool IsOnDisk(ReadOnlySpan<byte> id)
    {
        foreach (var file in Directory.EnumerateFiles(_folder.PathOf("live/members"), "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (bytes.AsSpan().IndexOf(id) >= 0) return true;
        }

        return false;
    }

    private static byte[] Portrait(int titles)
    {
        var content = new PortraitContent { Hidden = new TitleMark[titles] };
        var portrait = new byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, portrait);
        return portrait;
    }
}
