using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private const string Name = "model";

    private static readonly byte[] Old = [1, 1, 1, 1];
    private static readonly byte[] New = [2, 2, 2, 2, 2, 2];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void A_power_cut_at_any_step_leaves_the_old_file_or_the_new_one(bool thereBefore)
    {
        var (cuts, outcomes) = (0, new HashSet<string>());
        for (var step = 0; ; step++)
        {
            var (folder, written) = ReplaceUntil(step, thereBefore);
            foreach (var left in folder.AfterCut())
            {
                cuts++;
                outcomes.Add(StateOf(left));
                if (written) Assert.Equal("new", StateOf(left));

                Write(left, New);
                Assert.Equal([Name], left.Names);   // nothing is left over once there was a next writer
                Assert.Equal(New, left.Read(Name));
            }

            if (written) break;
        }

        Assert.InRange(cuts, 20, 1000);
        Assert.Equal(thereBefore ? ["new", "old"] : ["absent", "new"], outcomes.Order());
    }

    [Fact]
    public void A_writer_that_gives_up_leaves_the_old_file_alone()
    {
        File.WriteAllBytes(_folder[Name], Old);

        using (var file = AtomicFile.Create(_folder[Name])) file.Write(0, New);

        Assert.Equal(Old, File.ReadAllBytes(_folder[Name]));
        Assert.Equal([Name], _folder.Names());
    }

    [Fact]
    public void Sweeps_what_a_killed_writer_left_but_not_what_another_one_writes()
    {
        File.WriteAllBytes(_folder[".model.0123.tmp"], Old);
        File.WriteAllBytes(_folder[".other.0123.tmp"], Old);
        using var first = AtomicFile.Create(_folder[Name]);
        first.Write(0, Old);
        using (var second = AtomicFile.Create(_folder[Name]))
        {
            second.Write(0, New);
            second.Commit();
        }

        Assert.Equal(New, File.ReadAllBytes(_folder[Name]));
        Assert.Equal(3, _folder.Names().Length);
        Assert.DoesNotContain(".model.0123.tmp", _folder.Names());

        first.Commit();

        Assert.Equal(Old, File.ReadAllBytes(_folder[Name]));
        Assert.Equal([".other.0123.tmp", Name], _folder.Names());
    }

    [Fact]
    public void A_flush_that_failed_is_not_asked_again()
    {
        var folder = new PowerCutFolder(stopAt: 2);   // created, written
        using var file = new AtomicFile(folder, Name);
        file.Write(0, New);

        Assert.Throws<IOException>(file.Commit);
        Assert.Throws<InvalidOperationException>(file.Commit);
        Assert.Throws<InvalidOperationException>(() => file.Write(0, New));
    }

    [Fact]
    public void Refuses_a_folder_that_is_not_there() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Create(_folder["absent/model"]));

    private static (PowerCutFolder Folder, bool Written) ReplaceUntil(int step, bool thereBefore)
    {
        var before = new PowerCutFolder(int.MaxValue);
        if (thereBefore) Write(before, Old);
        var folder = new PowerCutFolder(before.Steps + step);
        if (thereBefore) Write(folder, Old);
        try
        {
            Write(folder, New);
            return (folder, true);
        }
        catch (IOException)
        {
            return (folder, false);
        }
    }

    private static void Write(PowerCutFolder folder, byte[] content)
    {
        using var file = new AtomicFile(folder, Name);
        file.Write(2, content.AsSpan(2));
        file.Write(0, content.AsSpan(0, 2));
        file.Commit();
    }

    private static string StateOf(PowerCutFolder folder) =>
        !folder.Names.Contains(Name) ? "absent"
        : folder.Read(Name).AsSpan().SequenceEqual(Old) ? "old"
        : folder.Read(Name).AsSpan().SequenceEqual(New) ? "new"
        : "torn";
}
