using System.Diagnostics;
using Recommender.Numerics.Files;
using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Folders;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Data;

/// <summary>A data folder to which something has happened: it opens with all that was acknowledged, or says which file is wrong and where.</summary>
public sealed class DamagedDataTests : IAsyncLifetime
{
    private const int Members = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Portrait = SamplePortraits.Packed(SamplePortraits.Fixed());

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    /// <summary>A folder as a killed process leaves it: two checkpoints, and members after each.</summary>
    public async ValueTask InitializeAsync()
    {
        await using var store = DataStore.Open(DataCommand.Options(_folder.File("whole")), new CountingFold());
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(round * 100, 100).Select(i => store.PutMemberAsync($"member-{i}", Portrait)));
            if (round < 2) await store.CheckpointAsync();
        }

        Copy("whole", "data");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Theory, InlineData("members"), InlineData("titles")]
    public async Task A_damaged_file_of_the_newest_checkpoint_costs_a_longer_replay_and_nothing_else(string store)
    {
        var checkpoints = Path.Combine(Data, store, "checkpoints");
        var newest = new CheckpointList(checkpoints).Read()[0];
        Flip(Path.Combine(checkpoints, newest.Files.First(static file => file.Bytes > 0).Name), offset: 40);

        await AssertAllThereAsync(replayed: 200);
    }

    [Theory, InlineData(0.7), InlineData(0.8), InlineData(0.9)]
    public void A_flipped_byte_of_the_journal_s_tail_is_refused_with_file_and_offset(double part)
    {
        var records = NewestRecords();
        var length = LengthWithoutZeros(records);
        Flip(records, (long)(length * part));

        AssertRefused<InvalidFileException>(records + ", byte ");
    }

    [Fact]
    public void A_journal_that_ends_before_what_was_acknowledged_is_refused()
    {
        var records = NewestRecords();
        Truncate(records, LengthWithoutZeros(records) / 2);

        AssertRefused<InvalidFileException>(records + ", byte ");
    }

    [Fact]
    public void A_journal_with_a_missing_file_is_refused()
    {
        var records = NewestRecords();
        File.Delete(records);

        AssertRefused<InvalidFileException>(records + ", byte ");
    }

    [Fact]
    public void A_folder_without_its_journal_is_refused()
    {
        Directory.Delete(Path.Combine(Data, "journal"), recursive: true);

        AssertRefused<StoreException>($"'{Path.Combine(Data, "journal")}' has the positions");
    }

    [Fact]
    public void A_store_whose_log_is_cut_short_is_refused()
    {
        var log = Path.Combine(Data, "members", "log.0");
        Truncate(log, 1_024);

        AssertRefused<StoreException>($"'{log}' ends at offset 1024");
    }

    [Fact]
    public void A_store_whose_log_is_missing_is_refused()
    {
        var log = Path.Combine(Data, "members", "log.0");
        File.Delete(log);

        AssertRefused<StoreException>($"'{log}' is missing");
    }

    [Fact]
    public async Task A_flipped_byte_of_a_store_is_an_error_that_names_file_and_offset_and_never_a_wrong_portrait()
    {
        var log = Path.Combine(Data, "members", "log.0");
        Flip(log, offset: 20_000);
        try
        {
            await using var store = Open();
            for (var i = 0; i < Members; i++) Assert.Equal(Portrait, store.Portrait($"member-{i}"));
            Assert.Fail("nothing was noticed");
        }
        catch (StoreException failure)
        {
            Assert.Contains($"'{log}' at offset 19968", failure.Message, StringComparison.Ordinal);   // the sector's
        }
    }

    [Fact]
    public async Task A_full_disk_is_an_error_and_all_that_was_acknowledged_is_there_when_there_is_room_again()
    {
        using var disk = new SmallDisk(kilobytes: 24 << 10);
        var acknowledged = 0;
        await using (var store = DataStore.Open(DataCommand.Options(disk.File("data")), new CountingFold()))
        {
            var failure = await Record.ExceptionAsync(() => Task.Run(async () =>
            {
                for (; acknowledged < 200_000; acknowledged++) await store.PutMemberAsync($"member-{acknowledged}", Portrait);
            }).WaitAsync(Patience));

            Assert.IsType<StoreException>(failure);
            Assert.Contains(disk.Path, failure.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StoreException>(() => store.PutMemberAsync("later", Portrait).WaitAsync(Patience));
            Assert.Equal(Portrait, store.Portrait($"member-{acknowledged - 1}"));   // what is hot is still read
        }

        Directory.Delete(Data, recursive: true);
        Run("cp", "-r", disk.File("data"), Data);
        await using var again = Open();
        for (var i = 0; i < acknowledged; i++) Assert.Equal(Portrait, again.Portrait($"member-{i}"));
        Assert.True(acknowledged > 1_000, $"{acknowledged} acknowledged");
    }

    [Fact]
    public async Task After_a_flush_that_failed_nothing_is_acknowledged_and_a_new_owner_goes_on()
    {
        var disk = new FaultyDisk(new FaultPlan(1) { FailedFlushes = 1 }) { FaultsAreOn = false };
        await using (var store = DataStore.Open(DataCommand.Options(Data), new CountingFold(), progress: null, DataDevices.Over(name => disk.Open(name))))
        {
            await store.PutMemberAsync("before", Portrait);
            disk.FaultsAreOn = true;

            Assert.Contains("records", (await Assert.ThrowsAsync<StoreException>(() => store.PutMemberAsync("after", Portrait).WaitAsync(Patience))).Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StoreException>(() => store.PutMemberAsync("later", Portrait).WaitAsync(Patience));
            await Assert.ThrowsAsync<StoreException>(() => store.CheckpointAsync().WaitAsync(Patience));
            Assert.NotNull(store.CheckpointFailure);
        }

        disk.CutPower();
        await using var again = Open();
        Assert.Equal(Portrait, again.Portrait("before"));
        Assert.Null(again.Portrait("later"));
        await again.PutMemberAsync("later", Portrait);
    }

    [Fact]
    public void A_read_only_disk_is_refused_by_name()
    {
        using var disk = new SmallDisk(kilobytes: 1 << 10);
        disk.MakeReadOnly();

        Assert.Contains(disk.Path, Assert.Throws<IOException>(() => DataStore.Open(DataCommand.Options(disk.Path), new CountingFold())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_another_process_owns_is_refused_with_that_process()
    {
        using var other = ChildProcess.Start("own", Data);
        Assert.Equal("owned", await other.LineAsync());

        Assert.Contains($"process {other.Id}", Assert.Throws<DataFolderInUseException>(Open).Message, StringComparison.Ordinal);

        await other.KillAsync();
        await AssertAllThereAsync(replayed: 100);
    }

    private async Task AssertAllThereAsync(int replayed)
    {
        await using var store = Open();
        for (var i = 0; i < Members; i++) Assert.Equal(Portrait, store.Portrait($"member-{i}"));
        Assert.Equal(replayed, store.Recovery.Records);
    }

    private void AssertRefused<TException>(string message)
        where TException : Exception
    {
        for (var again = 0; again < 2; again++)   // the first time has changed nothing
            Assert.Contains(message, Assert.Throws<TException>(Open).Message, StringComparison.Ordinal);
    }

    private DataStore Open() => DataStore.Open(DataCommand.Options(Data), new CountingFold());

    private string NewestRecords() => Directory.GetFiles(Path.Combine(Data, "journal"), "records.*").MaxBy(static path => Path.GetExtension(path).Length * 1_000 + path[^1])!;

    private static long LengthWithoutZeros(string path) => File.ReadAllBytes(path).AsSpan().LastIndexOfAnyExcept((byte)0) + 1;

    private static void Flip(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = offset;
        var found = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(found ^ 0x10));
    }

    private static void Truncate(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(length);
    }

    private void Copy(string from, string to) => Run("cp", "-r", _folder.File(from), _folder.File(to));

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
