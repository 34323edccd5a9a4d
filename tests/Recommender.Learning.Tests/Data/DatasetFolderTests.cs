using Recommender.Learning.Data;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Tests.Data;

public sealed class DatasetFolderTests : IDisposable
{
    private static readonly string[] Files = ["interaction-times", "interaction-values", "interactions", "manifest", "members", "tags", "titles"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> EachFile => [.. Files];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_back_every_part_of_what_was_written()
    {
        DatasetFolder.Save(_folder["data"], SampleDataset.Create());

        SampleDataset.AssertSame(SampleDataset.Create(), DatasetFolder.Open(_folder["data"]));
        Assert.Equal(["data"], _folder.Names());
    }

    [Fact]
    public void Holds_a_dataset_with_nothing_in_it()
    {
        DatasetFolder.Save(_folder["data"], new Dataset(new IdTable([]), [], [], new Interactions(0, [0], [], [], [])));

        var empty = DatasetFolder.Open(_folder["data"]);

        Assert.Equal((0, 0, 0, 0), (empty.Members.Count, empty.Titles.Count, empty.Tags.Count, empty.Interactions.Count));
    }

    [Fact]
    public void Has_the_same_bytes_for_the_same_dataset()
    {
        DatasetFolder.Save(_folder["one"], SampleDataset.Create());
        DatasetFolder.Save(_folder["other"], SampleDataset.Create());

        Assert.All(Files, name => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder["one"], name)), File.ReadAllBytes(Path.Combine(_folder["other"], name))));
    }

    [Fact]
    public void Is_replaced_only_when_that_is_asked_for()
    {
        DatasetFolder.Save(_folder["data"], SampleDataset.Create());

        var refused = Assert.Throws<IOException>(() => DatasetFolder.Save(_folder["data"], SampleDataset.With(rating: 1)));

        Assert.Contains(_folder["data"], refused.Message, StringComparison.Ordinal);
        SampleDataset.AssertSame(SampleDataset.Create(), DatasetFolder.Open(_folder["data"]));
        DatasetFolder.Save(_folder["data"], SampleDataset.With(rating: 1), replace: true);
        SampleDataset.AssertSame(SampleDataset.With(rating: 1), DatasetFolder.Open(_folder["data"]));
        Assert.Equal(["data"], _folder.Names());
    }

    [Fact]
    public void A_folder_of_somebody_else_is_never_replaced()
    {
        Directory.CreateDirectory(_folder["photos"]);
        File.WriteAllText(Path.Combine(_folder["photos"], "one"), "precious");

        Assert.Contains("no dataset", Assert.Throws<IOException>(() => DatasetFolder.Save(_folder["photos"], SampleDataset.Create(), replace: true)).Message, StringComparison.Ordinal);

        Assert.Equal("precious", File.ReadAllText(Path.Combine(_folder["photos"], "one")));
    }

    [Theory, MemberData(nameof(EachFile))]
    public void A_damaged_file_is_named(string name)
    {
        DatasetFolder.Save(_folder["data"], SampleDataset.Create());
        var path = Path.Combine(_folder["data"], name);
        var bytes = File.ReadAllBytes(path);
        bytes[SectionFile.PageBytes] ^= 1;   // the first byte of the first section
        File.WriteAllBytes(path, bytes);

        Assert.Equal(path, Assert.Throws<InvalidFileException>(() => DatasetFolder.Open(_folder["data"])).FilePath);
    }

    [Theory, MemberData(nameof(EachFile))]
    public void A_missing_file_is_named(string name)
    {
        DatasetFolder.Save(_folder["data"], SampleDataset.Create());
        File.Delete(Path.Combine(_folder["data"], name));

        Assert.Contains(name, Assert.Throws<FileNotFoundException>(() => DatasetFolder.Open(_folder["data"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_dataset_is_not_taken_for_its_own()
    {
        DatasetFolder.Save(_folder["data"], SampleDataset.Create());
        DatasetFolder.Save(_folder["other"], SampleDataset.With(rating: 1));
        File.Copy(Path.Combine(_folder["other"], "interaction-values"), Path.Combine(_folder["data"], "interaction-values"), overwrite: true);

        var refused = Assert.Throws<InvalidFileException>(() => DatasetFolder.Open(_folder["data"]));

        Assert.EndsWith("interaction-values", refused.FilePath, StringComparison.Ordinal);
    }
}
