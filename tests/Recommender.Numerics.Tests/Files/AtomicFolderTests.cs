using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Appears_when_it_is_committed_and_not_before()
    {
        using var made = AtomicFolder.Create(_folder["made"]);
        File.WriteAllText(Path.Combine(made.FolderPath, "one"), "1");
        Assert.False(Directory.Exists(_folder["made"]));

        made.Commit(replace: false);

        Assert.Equal("1", File.ReadAllText(Path.Combine(_folder["made"], "one")));
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Makes_the_folder_that_it_is_in()
    {
        using var made = AtomicFolder.Create(Path.Combine(_folder["a"], "b", "made"));
        made.Commit(replace: false);

        Assert.True(Directory.Exists(Path.Combine(_folder["a"], "b", "made")));
    }

    [Fact]
    public void Replaces_all_files_of_the_old_one()
    {
        Directory.CreateDirectory(_folder["made"]);
        File.WriteAllText(Path.Combine(_folder["made"], "old"), "0");
        using var made = AtomicFolder.Create(_folder["made"]);
        File.WriteAllText(Path.Combine(made.FolderPath, "new"), "1");

        made.Commit(replace: true);

        Assert.Equal(["new"], Directory.GetFiles(_folder["made"]).Select(Path.GetFileName));
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Leaves_the_old_one_where_it_may_not_be_replaced_and_where_it_is_given_up()
    {
        Directory.CreateDirectory(_folder["made"]);
        File.WriteAllText(Path.Combine(_folder["made"], "old"), "0");

        using (var refused = AtomicFolder.Create(_folder["made"])) Assert.Throws<IOException>(() => refused.Commit(replace: false));
        using (var givenUp = AtomicFolder.Create(_folder["made"])) File.WriteAllText(Path.Combine(givenUp.FolderPath, "new"), "1");

        Assert.Equal(["old"], Directory.GetFiles(_folder["made"]).Select(Path.GetFileName));
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Never_takes_the_place_of_a_file()
    {
        File.WriteAllText(_folder["made"], "precious");

        using (var made = AtomicFolder.Create(_folder["made"])) Assert.ThrowsAny<IOException>(() => made.Commit(replace: true));

        Assert.Equal("precious", File.ReadAllText(_folder["made"]));
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Sweeps_what_a_killed_writer_left_and_names_back_what_it_had_taken_away()
    {
        File.WriteAllText(_folder[".made.0123.lock"], "");
        Directory.CreateDirectory(_folder[".made.0123.tmp"]);
        Directory.CreateDirectory(_folder[".made.0123.old"]);
        File.WriteAllText(Path.Combine(_folder[".made.0123.old"], "old"), "0");

        AtomicFolder.Create(_folder["made"]).Dispose();

        Assert.Equal(["old"], Directory.GetFiles(_folder["made"]).Select(Path.GetFileName));
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Leaves_alone_what_a_living_writer_is_filling()
    {
        using var living = AtomicFolder.Create(_folder["made"]);
        File.WriteAllText(Path.Combine(living.FolderPath, "one"), "1");

        AtomicFolder.Create(_folder["made"]).Dispose();
        living.Commit(replace: false);

        Assert.Equal("1", File.ReadAllText(Path.Combine(_folder["made"], "one")));
    }

    private IEnumerable<string?> Entries() => Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName);
}
