using System.Text.Json;
using Recommender.Cli.Inspect;

namespace Recommender.Cli.Tests.Inspect;

public sealed class InspectTests : IDisposable
{
    private readonly SampleModel _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Shows_communities_with_size_tags_and_favourites()
    {
        var communities = Json("communities").RootElement.EnumerateArray().ToArray();

        Assert.Equal(2, communities.Length);
        Assert.Equal(2 * SampleModel.MembersEach, communities.Sum(static community => community.GetProperty("size").GetDouble()), tolerance: 1e-3);
        Assert.All(communities, static community =>
        {
            Assert.NotEqual(0, community.GetProperty("tags").GetArrayLength());
            Assert.NotEqual(0, community.GetProperty("favourites").GetArrayLength());
        });
    }

    [Fact]
    public void Shows_micro_genres_with_support_lift_and_examples()
    {
        var crime = Json("micro-genres").RootElement.EnumerateArray().Single(static row => row.GetProperty("name").GetString()!.StartsWith("Crime", StringComparison.Ordinal));

        Assert.Equal(20, crime.GetProperty("support").GetDouble());
        Assert.Equal(5, crime.GetProperty("examples").GetArrayLength());
    }

    [Fact]
    public void Shows_the_neighbours_of_a_title_by_embedding_and_by_tags()
    {
        var title = Json("title", "t3").RootElement;

        Assert.Equal("[Title] 3", title.GetProperty("name").GetString());
        foreach (var kind in (string[])["byEmbedding", "byTags"])
        {
            var neighbours = title.GetProperty(kind).EnumerateArray().Select(static line => line.GetProperty("id").GetString()).ToArray();
            Assert.Equal(19, neighbours.Count(static id => int.Parse(id![1..]) < 20));
            Assert.DoesNotContain("t3", neighbours);
        }
    }

    [Fact]
    public void Shows_the_portrait_of_a_member()
    {
        var member = Json("member", "m70").RootElement;

        Assert.Equal(12, member.GetProperty("latest").GetArrayLength());
        Assert.Equal(1, member.GetProperty("communities").EnumerateArray().Sum(static line => line.GetProperty("weight").GetDouble()), tolerance: 1e-5);
        Assert.Equal("comedy", member.GetProperty("personas")[0].GetProperty("name").GetString());
        Assert.Equal("Comedy", member.GetProperty("tags")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("Taste communities", "communities")]
    [InlineData("Micro-genres", "micro-genres")]
    [InlineData("Neighbours by tags", "title", "t3")]
    [InlineData("Personas", "member", "m3")]
    public void Draws_tables_in_which_brackets_are_text(string expected, params string[] arguments)
    {
        var drawn = Run(arguments).Output;

        Assert.Contains(expected, drawn, StringComparison.Ordinal);
        Assert.Contains("[Title]", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', drawn);
    }

    [Fact]
    public void Shows_no_more_than_it_is_asked_for() => Assert.Equal(1, Json("communities", "--most", "1").RootElement.GetArrayLength());

    [Fact]
    public void Learns_what_a_model_of_embeddings_alone_lacks()
    {
        using var bare = new SampleModel(withTastes: false);
        using var model = InspectedModel.Open(bare.Data, bare.Model);

        Assert.Equal(1, model.Tastes.Communities.Count);   // by the default options, ninety members are one
    }

    [Theory]
    [InlineData("there is no title 't99' in the dataset", "title", "t99")]
    [InlineData("there is no member 'nobody' in the dataset", "member", "nobody")]
    public void Names_an_id_that_is_not_there(string expected, params string[] arguments) =>
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => Run(arguments)).Message);

    [Fact]
    public void Names_a_folder_in_which_there_is_no_model()
    {
        var refused = Assert.Throws<DirectoryNotFoundException>(() => InspectedModel.Open(_sample.Data, _sample.Data + "-absent"));
        Assert.StartsWith("there is no published model in '", refused.Message, StringComparison.Ordinal);
    }

    private JsonDocument Json(params string[] arguments)
    {
        var (output, exit) = Run([.. arguments, "--json"]);
        Assert.Equal(0, exit);
        return JsonDocument.Parse(output);
    }

    private (string Output, int Exit) Run(string[] arguments)
    {
        using var output = new StringWriter();
        var parsed = InspectCommand.Create().Parse([.. arguments, "--data", _sample.Data, "--model", _sample.Model]);
        Assert.Empty(parsed.Errors);
        var exit = parsed.Invoke(new() { Output = output, EnableDefaultExceptionHandler = false });
        return (output.ToString(), exit);
    }
}
