using Recommender.Learning.Data;
using Recommender.Server.Demo;
using Recommender.Server.Hosting;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Folders;
using Recommender.Storage.Models;

namespace Recommender.Server.Tests.Demo;

public sealed class DemoFolderTests
{
    [Fact]
    public async Task Holds_a_dataset_and_a_model_of_the_sizes_asked_for()
    {
        using var world = await TinyWorld.CopyAsync();

        var dataset = DatasetFolder.Open(world.Data);
        using var model = PublishedModel.OpenNewest(world.Model)!;

        Assert.Equal((TinyWorld.Titles, TinyWorld.Members), (dataset.Titles.Count, dataset.Members.Count));
        Assert.All(dataset.Titles, title => Assert.Equal(TinyWorld.Artworks, title.Artworks.Count));
        Assert.Equal(dataset.TitleIds.Ids.ToArray(), model.TitleIds);
        Assert.Equal(dataset.Members.Ids.ToArray(), model.MemberIds);
    }

    [Fact]
    public async Task Is_not_made_again()
    {
        using var world = await TinyWorld.CopyAsync();
        var before = Files(world.Folder);

        var said = Make(world);

        Assert.Equal(before, Files(world.Folder));
        Assert.Equal("", said);
    }

    public static TheoryData<string> Cuts => ["the world's sizes", "the dataset", "half a dataset", "half a model"];

    [Theory, MemberData(nameof(Cuts))]
    public async Task Goes_on_after_a_start_that_was_killed_to_the_same_world(string reached)
    {
        using var whole = await TinyWorld.CopyAsync();
        using var world = await TinyWorld.CopyAsync();
        Directory.Delete(world.Model, recursive: true);
        if (reached is "the world's sizes" or "half a dataset") Directory.Delete(world.Data, recursive: true);
        if (reached == "half a dataset") await File.WriteAllTextAsync(Path.Combine(world.Folder, ".data.0.lock"), "");
        if (reached == "half a dataset") await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(world.Folder, ".data.0.tmp")).FullName, "interactions"), "half");
        if (reached == "half a model") await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(world.Model, "0000000001")).FullName, "titles"), "half");

        Make(world);

        AssertSame(whole, world);
    }

    [Fact]
    public async Task Other_sizes_than_the_folder_has_are_refused_and_it_stays()
    {
        using var world = await TinyWorld.CopyAsync();
        var before = Files(world.Folder);

        var refused = Assert.Throws<IOException>(() => new DemoFolder(world.Options with { DemoMembers = 201 }).Make(Silent(), CancellationToken.None));

        Assert.Equal(
            $"'{world.Folder}' has a sample world of 300 titles, 200 members and 3 artworks a title; asked for is one of 300 titles, 201 members and 3 artworks a title: give --data another folder, or delete this one",
            refused.Message);
        Assert.Equal(before, Files(world.Folder));
    }

    [Fact]
    public void A_folder_of_something_else_is_refused_and_stays_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("recommender-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "photo.jpg"), "a photo");

            var refused = Assert.Throws<IOException>(() => new DemoFolder(TinyWorld.OptionsFor(folder)).Make(Silent(), CancellationToken.None));

            Assert.Equal($"'{folder}' has 'photo.jpg' and no sample world, so none is made there; give --data another folder, or none", refused.Message);
            Assert.Equal(["photo.jpg"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task While_another_process_makes_it_it_is_in_use()
    {
        using var world = await TinyWorld.CopyAsync();
        using var other = DataFolder.Own(world.Folder);

        Assert.Throws<DataFolderInUseException>(() => Make(world));
    }

    [Fact]
    public void Each_size_has_a_folder_of_its_own_unless_one_is_named()
    {
        var small = new DemoFolder(new() { Demo = true, DemoTitles = 10 });
        var large = new DemoFolder(new() { Demo = true });

        Assert.NotEqual(small.Data, large.Data);
        Assert.Equal(Path.GetFullPath("somewhere/data"), new DemoFolder(new() { Demo = true, Data = "somewhere" }).Data);
    }

    private static string Make(TinyWorld world)
    {
        using var said = new StringWriter();
        new DemoFolder(world.Options).Make(new StartProgress(said, terminal: false), CancellationToken.None);
        return said.ToString();
    }

    private static StartProgress Silent() => new(TextWriter.Null, terminal: false);

    private static void AssertSame(TinyWorld expected, TinyWorld actual)
    {
        var (one, other) = (DatasetFolder.Open(expected.Data), DatasetFolder.Open(actual.Data));
        Assert.Equal(one.Interactions.Titles.ToArray(), other.Interactions.Titles.ToArray());
        using var model = PublishedModel.OpenNewest(expected.Model)!;
        using var again = PublishedModel.OpenNewest(actual.Model)!;
        for (var title = 0; title < TinyWorld.Titles; title++) Assert.Equal(model.Titles[title], again.Titles[title]);
    }

    // Every file but the owner's, with the time of its last change.
    private static (string Name, DateTime Written)[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "owner")
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(folder, path), File.GetLastWriteTimeUtc(path)))];
}
