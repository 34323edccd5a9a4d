using System.Diagnostics;
using Recommender.Storage.Folders;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Folders;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Makes_the_folder_that_it_owns()
    {
        using var owned = DataFolder.Own(_folder.File("a/b"));

        Assert.True(Directory.Exists(_folder.File("a/b")));
        Assert.Equal(_folder.File("a/b"), owned.FolderPath);
        Assert.Null(owned.KilledOwner);
    }

    [Fact]
    public void Refuses_a_second_owner_in_the_same_process()
    {
        using var owned = DataFolder.Own(_folder.Path);

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolder.Own(_folder.Path));

        Assert.Equal(Environment.ProcessId, error.Owner!.ProcessId);
    }

    [Fact]
    public async Task Refuses_a_second_process_and_names_the_first()
    {
        using var child = ChildProcess.Start("own", _folder.Path);
        Assert.Equal("owned", await child.LineAsync());

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolder.Own(_folder.Path));

        Assert.Equal((child.Id, Environment.MachineName), (error.Owner!.ProcessId, error.Owner.Host));
        Assert.InRange(error.Owner.StartedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Contains($"'{_folder.Path}' is in use by process {child.Id} (", error.Message, StringComparison.Ordinal);
        await child.EndAsync();
        DataFolder.Own(_folder.Path).Dispose();
    }

    [Fact]
    public async Task A_killed_owner_gives_way_at_once_and_is_named()
    {
        using var child = ChildProcess.Start("own", _folder.Path);
        await child.LineAsync();
        await child.KillAsync();

        using var owned = DataFolder.Own(_folder.Path);

        Assert.Equal(child.Id, owned.KilledOwner!.ProcessId);
    }

    [Fact]
    public async Task An_orderly_owner_leaves_no_trace()
    {
        using var child = ChildProcess.Start("own", _folder.Path);
        await child.LineAsync();
        await child.EndAsync();

        using var owned = DataFolder.Own(_folder.Path);

        Assert.Equal(0, child.ExitCode);
        Assert.Null(owned.KilledOwner);
    }

    [Fact]
    public async Task Of_several_that_ask_at_once_exactly_one_gets_it()
    {
        var children = Enumerable.Range(0, 6).Select(_ => ChildProcess.Start("own", _folder.Path)).ToArray();
        try
        {
            var lines = await Task.WhenAll(children.Select(child => child.LineAsync()));

            Assert.Single(lines, "owned");
            Assert.All(lines, line => Assert.True(line == "owned" || line.Contains("is in use by", StringComparison.Ordinal), line));
        }
        finally
        {
            foreach (var child in children) child.Dispose();
        }
    }

    [Fact]
    public void A_process_that_the_owner_starts_does_not_keep_the_folder()
    {
        Process sleeper;
        using (DataFolder.Own(_folder.Path)) sleeper = Process.Start("sleep", "60");
        try
        {
            DataFolder.Own(_folder.Path).Dispose();
            Assert.False(sleeper.HasExited);
        }
        finally
        {
            sleeper.Kill();
            sleeper.Dispose();
        }
    }

    [Theory, InlineData(""), InlineData("{"), InlineData("{}"), InlineData("[1]"), InlineData("\0\0\0\0")]
    public void A_record_that_cannot_be_read_stops_nobody(string record)
    {
        File.WriteAllText(_folder.File("owner"), record);

        using var owned = DataFolder.Own(_folder.Path);

        Assert.Equal(Environment.ProcessId, Assert.Throws<DataFolderInUseException>(() => DataFolder.Own(_folder.Path)).Owner!.ProcessId);
    }

    [Fact]
    public void Refuses_a_file_in_place_of_the_folder()
    {
        File.WriteAllText(_folder.File("data"), "");

        var error = Assert.Throws<IOException>(() => DataFolder.Own(_folder.File("data")));

        Assert.Contains(_folder.File("data"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_read_only_folder_and_says_why()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        disk.MakeReadOnly();

        var error = Assert.Throws<IOException>(() => DataFolder.Own(disk.Path));

        Assert.Contains(disk.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_an_error_and_leaves_the_folder_free()
    {
        using var disk = new SmallDisk(kilobytes: 16);
        var filler = disk.File("filler");
        Assert.Throws<IOException>(() => File.WriteAllBytes(filler, new byte[20_000]));

        var error = Assert.Throws<IOException>(() => DataFolder.Own(disk.Path));

        Assert.Contains($"data folder '{disk.Path}' cannot be owned", error.Message, StringComparison.Ordinal);
        File.Delete(filler);
        DataFolder.Own(disk.Path).Dispose();
    }
}
