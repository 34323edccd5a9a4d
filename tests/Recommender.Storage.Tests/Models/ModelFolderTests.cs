using Recommender.Numerics.Files;
using Recommender.Storage.Models;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Models;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelFolder _models;

    public ModelFolderTests() => _models = new ModelFolder(_folder.File("models"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_or_absent_folder_has_no_generation()
    {
        Assert.Null(_models.OpenNewest());
        using (_models.Begin()) Assert.Null(_models.OpenNewest());
        Assert.Null(_models.OpenNewest());
    }

    [Fact]
    public void The_newest_generation_is_the_last_one_committed()
    {
        Commit(1);
        Commit(2);
        using var draft = _models.Begin();
        VectorFile.Save<int>(draft.PathOf("popularity"), [3]);

        var newest = _models.OpenNewest()!;

        Assert.Equal((2, 3), (newest.Number, draft.Number));
        Assert.Equal(["popularity", "trending"], newest.Names);
        Assert.Empty(newest.PassedOver);
        Assert.Equal(2, ValueOf(newest));
    }

    [Fact]
    public void Two_generations_are_kept_and_older_ones_stay_with_those_who_have_them_open()
    {
        Commit(1);
        using var first = VectorFile.Open<int>(_models.OpenNewest()!.PathOf("popularity"));
        for (var i = 2; i <= 5; i++) Commit(i);

        Assert.Equal(["0000000004", "0000000005"], Directory.GetDirectories(_folder.File("models")).Select(Path.GetFileName).Order());
        Assert.Equal(1, first[0]);
    }

    [Fact]
    public void A_generation_is_opened_by_its_number_and_what_was_never_committed_is_none()
    {
        for (var i = 1; i <= 3; i++) Commit(i);
        using var draft = _models.Begin();

        Assert.Equal([3, 2], _models.Generations());
        Assert.Equal((2, 2), (_models.Open(2)!.Number, ValueOf(_models.Open(2)!)));
        Assert.InRange(_models.Open(2)!.CreatedAt, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
        Assert.Null(_models.Open(1));
        Assert.Null(_models.Open(draft.Number));
        Assert.Null(_models.Open(-1));
    }

    [Fact]
    public void A_damaged_generation_that_is_asked_for_is_an_error_and_no_other_one()
    {
        Commit(1);
        Commit(2);
        Change(_models.Open(1)!.PathOf("trending"), at: 20);

        Assert.Contains("trending", Assert.Throws<InvalidFileException>(() => _models.Open(1)).Message, StringComparison.Ordinal);
        Assert.Equal(2, _models.Open(2)!.Number);
    }

    [Theory, InlineData(4096, "section elements I32[1] is damaged"), InlineData(20, "the header is damaged"), InlineData(8192, "the directory is damaged")]
    public void A_changed_byte_in_a_model_file_is_found_and_named(int at, string expected)
    {
        Commit(1);
        Commit(2);
        var path = _models.OpenNewest()!.PathOf("trending");
        Change(path, at);

        var newest = _models.OpenNewest()!;

        if (newest.Number == 2)
        {
            // Opening looks at headers only: what lies in a section is for verification to find.
            using var file = SectionFile.Open(path);
            var error = Assert.Throws<InvalidFileException>(() => file.Verify());
            Assert.Contains($"{path}, byte {at}: {expected}", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(path, Assert.Single(newest.PassedOver), StringComparison.Ordinal);
            Assert.Contains(expected, newest.PassedOver[0], StringComparison.Ordinal);
            Assert.Equal(1, ValueOf(newest));
        }
    }

    [Fact]
    public void A_generation_with_a_file_missing_cut_or_of_another_generation_gives_way_to_the_one_before()
    {
        Action<string, string>[] faults =
        [
            (path, _) => File.Delete(path),
            (path, _) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]),
            (path, _) => File.WriteAllBytes(path, []),
            (path, other) => File.Copy(other, path, overwrite: true),
        ];
        foreach (var fault in faults)
        {
            Commit(1);
            var before = _models.OpenNewest()!;
            Commit(2);
            var path = _models.OpenNewest()!.PathOf("popularity");
            fault(path, before.PathOf("popularity"));

            var newest = _models.OpenNewest()!;

            Assert.Equal(before.Number, newest.Number);
            Assert.Contains(path, Assert.Single(newest.PassedOver), StringComparison.Ordinal);
            Directory.Delete(_folder.File("models"), recursive: true);
        }
    }

    [Fact]
    public void A_damaged_manifest_gives_way_to_the_generation_before_and_the_last_one_is_an_error()
    {
        Commit(1);
        Commit(2);
        Change(ManifestOf(2), 4096);

        var newest = _models.OpenNewest()!;
        Assert.Equal(1, newest.Number);
        Assert.Contains($"{ManifestOf(2)}, byte 4096: section number I64[1] is damaged", Assert.Single(newest.PassedOver), StringComparison.Ordinal);

        Change(ManifestOf(1), 0);
        var error = Assert.Throws<InvalidFileException>(_models.OpenNewest);
        Assert.Contains(ManifestOf(2), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_power_cut_leaves_on_the_way_to_a_generation_is_not_one_and_is_swept()
    {
        Commit(1);
        var draft = Path.Combine(_folder.File("models"), "0000000002");
        Action[] steps =
        [
            () => Directory.CreateDirectory(draft),
            () => VectorFile.Save<int>(Path.Combine(draft, "popularity"), [2]),
            () => File.WriteAllBytes(Path.Combine(draft, ".trending.0123.tmp"), [1, 2, 3]),
            () => File.WriteAllBytes(Path.Combine(draft, ".manifest.0123.tmp"), [1, 2, 3]),
        ];
        foreach (var step in steps)
        {
            step();
            Assert.Equal(1, _models.OpenNewest()!.Number);
            Assert.Empty(_models.OpenNewest()!.PassedOver);
        }

        using var next = _models.Begin();

        Assert.Equal(2, next.Number);
        Assert.Empty(Directory.GetFileSystemEntries(draft));
    }

    [Fact]
    public void A_generation_that_cannot_be_deleted_whole_is_none_and_stops_nobody()
    {
        Commit(1);
        Commit(2);
        using (SmallDisk.At(Path.Combine(_folder.File("models"), "0000000001", "busy")))
        {
            Commit(3);

            Assert.True(Directory.Exists(Path.GetDirectoryName(ManifestOf(1))));
            Assert.False(File.Exists(ManifestOf(1)));
            Assert.Equal(3, _models.OpenNewest()!.Number);
            Commit(4);
        }

        Commit(5);

        Assert.Equal(["0000000004", "0000000005"], Directory.GetDirectories(_folder.File("models")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Verification_of_a_generation_finds_a_changed_byte_in_any_file()
    {
        Commit(1);
        var newest = _models.OpenNewest()!;
        newest.Verify();
        Change(newest.PathOf("trending"), 4096);

        var error = Assert.Throws<InvalidFileException>(() => newest.Verify());

        Assert.Equal((newest.PathOf("trending"), 4096), (error.FilePath, error.Offset));
        Assert.Throws<OperationCanceledException>(() => newest.Verify(new CancellationToken(canceled: true)));
    }

    [Theory, InlineData("manifest"), InlineData(""), InlineData("../popularity"), InlineData("A"), InlineData(".a")]
    public void Refuses_a_name_that_is_none(string name)
    {
        using var draft = _models.Begin();

        Assert.Throws<ArgumentException>(() => draft.PathOf(name));
    }

    [Fact]
    public void Refuses_a_second_draft_and_a_second_commit()
    {
        using (var draft = _models.Begin())
        {
            Assert.Throws<InvalidOperationException>(_models.Begin);
            draft.Commit();
            Assert.Throws<InvalidOperationException>(draft.Commit);
        }

        using var next = _models.Begin();
        Assert.Equal(2, next.Number);
        Assert.Throws<ArgumentException>(() => _models.OpenNewest()!.PathOf("absent"));
    }

    [Fact]
    public async Task A_writer_killed_at_any_moment_loses_no_committed_generation()
    {
        const int rounds = 12;
        var random = new Random(20260101);
        for (var round = 0; round < rounds; round++)
        {
            using var child = ChildProcess.Start("commit", _folder.File("models"));
            var committed = 0L;
            for (var i = random.Next(1, 6); i > 0; i--) committed = long.Parse(await child.LineAsync());
            Thread.SpinWait(random.Next(2_000_000));   // a moment within the next generation
            await child.KillAsync();

            var newest = _models.OpenNewest()!;

            Assert.True(newest.Number >= committed, $"generation {committed} was committed, {newest.Number} is there");
            Assert.Empty(newest.PassedOver);
            foreach (var name in newest.Names)
            {
                using var vector = VectorFile.Open<long>(newest.PathOf(name));
                Assert.Equal(-1, vector.Span.IndexOfAnyExcept(newest.Number));
            }

            Assert.Equal(["popularity", "recency", "trending"], newest.Names);
        }

        using var next = _models.Begin();
        Assert.InRange(Directory.GetDirectories(_folder.File("models")).Length, 2, 4);
    }

    private void Commit(int value)
    {
        using var draft = _models.Begin();
        VectorFile.Save<int>(draft.PathOf("popularity"), [value]);
        VectorFile.Save<int>(draft.PathOf("trending"), [value]);
        draft.Commit();
    }

    private static int ValueOf(ModelGeneration generation)
    {
        using var vector = VectorFile.Open<int>(generation.PathOf("popularity"));
        return vector[0];
    }

    private string ManifestOf(long number) => Path.Combine(_folder.File("models"), $"{number:D10}", "manifest");

    private static void Change(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }
}
