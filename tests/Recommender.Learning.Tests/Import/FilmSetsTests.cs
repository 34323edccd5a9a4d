using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

/// <summary>The real sets: what anybody knows of well-known films stands in their tags.</summary>
public sealed class FilmSetsTests
{
    private static readonly Lazy<Dataset> MovieTweetings = new(static () => FilmSets.MovieTweetings(SharedData.Folder("movietweetings-100k"), SharedData.Folder("ml-latest-small"), Wikipedia()));
    private static readonly Lazy<Dataset> MovieLens = new(static () => FilmSets.MovieLens(SharedData.Folder("ml-latest-small"), Wikipedia()));

    [Fact]
    public void MovieTweetings_has_its_counts()
    {
        SharedData.Folder("movietweetings-100k");
        Assert.Equal((16_554, 10_506, 100_000), (MovieTweetings.Value.Members.Count, MovieTweetings.Value.Titles.Count, MovieTweetings.Value.Interactions.Count));
    }

    [Fact]
    public void MovieLens_has_its_counts()
    {
        SharedData.Folder("ml-latest-small");
        Assert.Equal((610, 9_742, 100_836), (MovieLens.Value.Members.Count, MovieLens.Value.Titles.Count, MovieLens.Value.Interactions.Count));
    }

    [Theory]
    [InlineData("0133093", "The Matrix", 1999, "people: Keanu Reeves; genre: Science Fiction; era: 1990s; theme: Post-Apocalyptic")]
    [InlineData("0110912", "Pulp Fiction", 1994, "people: Quentin Tarantino; people: Uma Thurman; theme: Nonlinear; genre: Black Comedy; mood: Brutal")]
    [InlineData("1375666", "Inception", 2010, "people: Leonardo DiCaprio; theme: Heist; mood: Thought-Provoking")]
    [InlineData("0076759", "Star Wars", 1977, "people: Harrison Ford; genre: Science Fiction; era: 1970s")]
    [InlineData("0111161", "The Shawshank Redemption", 1994, "people: Tim Robbins; theme: Prison; people: Stephen King")]
    [InlineData("0041959", "The Third Man", 1949, "people: Orson Welles; genre: Film Noir; era: 1940s")]
    public void A_film_of_MovieTweetings_has_the_tags_that_the_other_sets_know(string id, string name, int year, string tags)
    {
        SharedData.Folder("movietweetings-100k");
        AssertTags(MovieTweetings.Value, id, name, year, tags);
    }

    [Theory]
    [InlineData("356", "Forrest Gump", 1994, "people: Tom Hanks; genre: Comedy; place: Vietnam")]
    [InlineData("260", "Star Wars: Episode IV - A New Hope", 1977, "people: Mark Hamill; theme: Star Wars")]
    [InlineData("6", "Heat", 1995, "people: Al Pacino; people: Robert De Niro; genre: Crime")]
    [InlineData("47", "Seven", 1995, "people: Brad Pitt; people: Morgan Freeman; theme: Serial Killer")]
    public void A_film_of_MovieLens_has_the_tags_that_Wikipedia_knows(string id, string name, int year, string tags)
    {
        SharedData.Folder("ml-latest-small");
        AssertTags(MovieLens.Value, id, name, year, tags);
    }

    [Fact]
    public void Nothing_of_the_real_sets_is_refused_and_most_ratings_are_of_films_with_a_cast()
    {
        using var import = new DatasetImport();
        var join = FilmSets.ReadMovieTweetings(import, SharedData.Folder("movietweetings-100k"), SharedData.Folder("ml-latest-small"), Wikipedia());
        var data = import.ToDataset();

        Assert.Equal(0, import.Refusals.Count);
        Assert.InRange(join!.Share, 0.47, 0.5);
        var rated = data.Interactions.Titles.ToArray();
        Assert.InRange((double)rated.Count(title => data.Titles[title].Tags.Any(tag => data.Tags[tag.Tag].Group == "people")) / rated.Length, 0.82, 0.84);
    }

    [Fact]
    public void No_tag_is_another_in_other_letters()
    {
        SharedData.Folder("movietweetings-100k");
        foreach (var data in new[] { MovieTweetings.Value, MovieLens.Value })
            Assert.Empty(data.Tags.Where(tag => tag.Group != "people").GroupBy(tag => (tag.Group, UserTagVocabulary.KeyOf(tag.Name))).Where(same => same.Count() > 1).Select(same => same.First()));
    }

    private static string Wikipedia() => Path.Combine(SharedData.Folder("wikipedia-movies"), "movies.jsonl");

    private static void AssertTags(Dataset data, string id, string name, int year, string tags)
    {
        Assert.True(data.TitleIds.TryFind(id, out var row));
        Assert.Equal((name, year), (data.Titles[row].Name, data.Titles[row].Year));
        var own = data.Titles[row].Tags.Select(tag => $"{data.Tags[tag.Tag].Group}: {data.Tags[tag.Tag].Name}").ToHashSet(StringComparer.Ordinal);
        Assert.All(tags.Split("; "), tag => Assert.Contains(tag, own));
    }
}
