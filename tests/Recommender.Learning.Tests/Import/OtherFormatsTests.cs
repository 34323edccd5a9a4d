using Recommender.Learning.Import;
using Recommender.Learning.Tests.Data;

namespace Recommender.Learning.Tests.Import;

public sealed class OtherFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Adjacency_lists_give_each_title_of_a_line_to_its_member()
    {
        using var import = new DatasetImport();
        import.ReadAdjacency(_folder.With("train.txt", "0 3 1 2\n1 1\n2 \n3\n4  1  0 \n"));

        var data = import.ToDataset();

        Assert.Equal(["0", "1", "2", "3", "4"], data.Members.Ids);
        Assert.Equal(["3", "1", "2", "0"], data.TitleIds.Ids);
        Assert.Equal([0, 1, 2], data.Interactions[0].Titles);
        Assert.Equal([1], data.Interactions[1].Titles);
        Assert.Equal(0, data.Interactions[2].Count + data.Interactions[3].Count);
        Assert.Equal([1, 3], data.Interactions[4].Titles);
        Assert.All(data.Interactions.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Lines_of_JSON_may_have_texts_and_numbers_for_ids()
    {
        using var import = new DatasetImport();
        import.ReadJsonLines(
            _folder.With("events.jsonl", """
                {"user":17,"item":"caf\u00e9","more":{"a":[1,2]},"stars":4.5,"at":"100"}
                {"at":200,"stars":"3","item":"café","user":"18"}

                """),
            new TableFormat { Member = "user", Title = "item", Value = "stars", Time = "at" });

        var data = import.ToDataset();

        Assert.Equal(0, import.Refusals.Count);
        Assert.Equal(["17", "18"], data.Members.Ids);
        Assert.Equal(["café"], data.TitleIds.Ids);
        Assert.Equal([4.5f, 3], data.Interactions.Values);
        Assert.Equal([100, 200], data.Interactions.Times);
    }

    [Theory]
    [InlineData("not json", "line")]
    [InlineData("""{"user":1,"item":2} {"user":1,"item":3}""", "line")]
    [InlineData("""[1,2]""", "line")]
    [InlineData("""{"user":{"id":1},"item":2}""", "line")]
    [InlineData("""{"user":null,"item":2}""", "line")]
    [InlineData("""{"user":"\ud800","item":2}""", "line")]
    [InlineData("""{"item":2}""", "member")]
    public void A_line_of_JSON_that_is_none_is_refused(string line, string field)
    {
        using var import = new DatasetImport();
        import.ReadJsonLines(_folder.With("events.jsonl", $$"""{"user":1,"item":1}{{'\n'}}{{line}}{{'\n'}}{"user":2,"item":1}"""), new TableFormat { Member = "user", Title = "item" });

        Assert.Equal(["1", "2"], import.ToDataset().Members.Ids);
        Assert.Equal((2, field), (Assert.Single(import.Refusals.First).Line, import.Refusals.First[0].Field));
    }

    [Fact]
    public void Titles_come_with_all_that_their_lines_say()
    {
        using var import = new DatasetImport();
        import.ReadTitles(_folder.With("titles.jsonl", """
            {"id":"t1","name":"Heat","year":1995,"tags":[{"group":"mood","name":"Düster","weight":0.5},{"group":"genre","name":"Crime"}],"artworks":[{"id":"a1","kind":"poster","uri":"https://example/1","depicts":[{"group":"mood","name":"Düster"}]},{"id":"a2","kind":"still","uri":"https://example/2"}]}
            {"id":"0002844","name":"Fantômas","country":"FR"}
            """));
        import.ReadTable(_folder.With("r.csv", "m,t,v,s\nm1,0002844,4.5,10\nm1,t1,1,20\nm3,t1,0.5,0\nm3,new,1,0\n"), new TableFormat { Member = "m", Title = "t", Value = "v", Time = "s" });

        var data = import.ToDataset();

        Assert.Equal(0, import.Refusals.Count);
        Assert.Equal(data.Titles.Take(2).Select(SampleDataset.Describe), SampleDataset.Create().Titles.Select(SampleDataset.Describe));
        Assert.Equal("new||", string.Join('|', data.Titles[2].Name, data.Titles[2].Year, string.Concat(data.Titles[2].Tags)));
    }

    [Theory]
    [InlineData("""{"name":"Heat"}""", "id")]
    [InlineData("""{"id":"t0"}""", "id")]
    [InlineData("""{"id":"t","year":12345}""", "year")]
    [InlineData("""{"id":"t","year":"old"}""", "$.year")]
    [InlineData("""{"id":"t","tags":[{"group":"genre"}]}""", "tag.name")]
    [InlineData("""{"id":"t","tags":[{"name":"Crime"}]}""", "tag.group")]
    [InlineData("""{"id":"t","tags":[{"group":"genre","name":"Crime","weight":1.5}]}""", "tag.weight")]
    [InlineData("""{"id":"t","tags":[{"group":"genre","name":"Crime","weight":0}]}""", "tag.weight")]
    [InlineData("""{"id":"t","tags":[null]}""", "tag")]
    [InlineData("""{"id":"t","artworks":[{"id":"a","kind":"song","uri":"x"}]}""", "artwork.kind")]
    [InlineData("""{"id":"t","artworks":[{"id":"a","kind":"still"}]}""", "artwork.uri")]
    [InlineData("""{"id":"t","artworks":[{"id":"a","kind":"still","uri":"x"},{"id":"a","kind":"still","uri":"x"}]}""", "artwork.id")]
    [InlineData("""{"id":"t","artworks":[{"id":"a","kind":"still","uri":"x","depicts":[{"group":"mood"}]}]}""", "artwork.depicts.name")]
    [InlineData("null", "line")]
    [InlineData("{", "line")]
    public void A_title_that_is_wrong_somewhere_is_refused_by_that(string line, string field)
    {
        using var import = new DatasetImport();
        import.ReadTitles(_folder.With("titles.jsonl", $$"""{"id":"t0"}{{'\n'}}{{line}}{{'\n'}}{"id":"t9"}"""));

        Assert.Equal(["t0", "t9"], import.ToDataset().TitleIds.Ids);
        Assert.Equal((2, field), (Assert.Single(import.Refusals.First).Line, import.Refusals.First[0].Field));
    }

    [Fact]
    public void Titles_after_interactions_are_refused()
    {
        using var import = new DatasetImport();
        import.ReadAdjacency(_folder.With("train.txt", "0 1\n"));

        Assert.Throws<InvalidOperationException>(() => import.ReadTitles(_folder.With("titles.jsonl", """{"id":"1"}""")));
    }
}
