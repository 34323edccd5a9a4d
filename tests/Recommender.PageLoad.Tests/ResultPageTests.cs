using Recommender.Measuring;

namespace Recommender.PageLoad.Tests;

public sealed class ResultPageTests : IDisposable
{
    private static readonly ResultPage Page = new("page.md", "# A page\n\nWhat one must know.\n");
    private static readonly Machine Machine = new("Some Processor", 2, "Linux", ".NET");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_section_takes_the_place_of_the_one_of_its_heading_and_leaves_the_others()
    {
        Page.Write(_folder, Machine, ["## one\n\n1\n", "## one more\n\n2\n"]);
        Page.Write(_folder, Machine, ["## one\n\nanew\n### within\n\ntoo\n"]);
        var file = Page.Write(_folder, Machine, ["## third\n\n3\n"]);

        Assert.Equal("# A page\n\nWhat one must know.\n\n## one\n\nanew\n### within\n\ntoo\n\n## one more\n\n2\n\n## third\n\n3\n", File.ReadAllText(file));
        Assert.Equal(Path.Combine(_folder.FullName, "some-processor", "page.md"), file);
    }

    [Fact]
    public void Sections_stand_in_the_order_that_is_given()
    {
        string[] order = ["## b", "## a"];
        Page.Write(_folder, Machine, ["## a\n\n1\n"], order);
        var file = Page.Write(_folder, Machine, ["## c\n\n3\n", "## b\n\n2\n"], order);

        Assert.Equal(["## b", "## a", "## c"], File.ReadAllLines(file).Where(static line => line.StartsWith("## ", StringComparison.Ordinal)));
    }
}
