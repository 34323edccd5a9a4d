using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.TagMaps;

public sealed class UnseenTitlesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Sets => ["ml-latest-small", "movietweetings-100k"];

    [Theory, MemberData(nameof(Sets))]
    public void Tags_alone_find_what_nobody_has_chosen_yet(string set)
    {
        var unseen = new UnseenTitles(Read(set));

        var recall = unseen.ByTagMap(new() { Dimension = 32, Epochs = 10 }, out var figures);

        output.WriteLine($"{set}: recall@100 of unseen titles by the tag map {recall:0.0000}, by their own tags {unseen.ByOwnTags():0.0000}, by lot {unseen.Random:0.0000}; {figures}");
        Assert.True(recall >= 5 * unseen.Random, $"recall@100 is {recall:0.0000}; a draw by lot has {unseen.Random:0.0000}");
    }

    private static Dataset Read(string set)
    {
        var wikipedia = Path.Combine(SharedData.Folder("wikipedia-movies"), "movies.jsonl");
        return set == "ml-latest-small"
            ? FilmSets.MovieLens(SharedData.Folder(set), wikipedia)
            : FilmSets.MovieTweetings(SharedData.Folder(set), SharedData.Folder("ml-latest-small"), wikipedia);
    }
}
