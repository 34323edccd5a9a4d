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
    [InlineData("6874", "Kill Bill: Vol. 1", 2003, "people: Uma Thurman; theme: Revenge")]
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

    [Fact]
    public void The_family_of_two_colons_is_read_in_either_encoding()
    {
        using var folder = new TemporaryFolder();
        folder.With("movies.dat", [.. "1::Mis"u8, 0xE9, .. "rables, Les (1995)::Drama|Children's\n2::Misérables, Les (1998)::(no genres listed)\n"u8]);
        folder.With("ratings.dat", "7::1::5::978300760\n7::2::0.5::978300761\n7::3::6::978300762\n");
        folder.With("tags.dat", "7::1::France::978300760\n8::2::france::978300760\n");
        using var import = new DatasetImport();

        FilmSets.ReadMovieLens(import, folder.FullName, wikipedia: null);

        var data = import.ToDataset();
        AssertTags(data, "1", "Les Misérables", 1995, "genre: Drama; genre: Children; era: 1990s; place: France");
        AssertTags(data, "2", "Les Misérables", 1998, "era: 1990s; place: France");
        Assert.Equal([5f, 0.5f], data.Interactions.Values);
        Assert.Equal("ratings.dat:3: value is '6'; allowed 0.5..5", Assert.Single(import.Refusals.First).ToString());
    }

    [Fact]
    public void A_folder_that_lacks_a_file_is_told_which()
    {
        using var folder = new TemporaryFolder();
        folder.With("movies.csv", "movieId,title,genres\n");
        using var import = new DatasetImport();

        Assert.Contains("ratings.csv, ratings.dat", Assert.Throws<FileNotFoundException>(() => FilmSets.ReadMovieLens(import, folder.FullName, null)).Message, StringComparison.Ordinal);
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
