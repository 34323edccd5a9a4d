using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class WikipediaJoinTests : IDisposable
{
    private const string Films = """
        {"title":"Heat","year":1986,"cast":["Burt Reynolds"],"genres":["Action"],"href":"Heat_(1986_film)"}
        {"title":"Heat","year":1995,"cast":["Al Pacino","Robert De Niro"],"genres":["Crime","Drama"],"href":"Heat_(1995_film)"}
        {"title":"The Third Man","year":1950,"cast":["Joseph Cotten"],"genres":["Noir"]}
        {"title":"Killer!","year":1990,"cast":["Duke Ernsberger"],"genres":["Thriller"]}
        {"title":"Amélie","year":2001,"cast":["Audrey Tautou"],"genres":["Comedy"]}
        {"title":"Star Wars","year":1977,"cast":["Mark Hamill"],"genres":["Science Fiction"]}
        {"title":"Twins","year":2000,"cast":["One"],"genres":["Drama"],"href":"Twins_(a)"}
        {"title":"The Twins","year":2000,"cast":["Two"],"genres":["Drama"],"href":"Twins_(b)"}
        {"title":"Scraps","year":2001,"cast":["]","and","Academy Award for Best Actor","Real Person"],"genres":["Drama"]}
        {"title":"No year"}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Heat (1995)", "Crime", "Al Pacino")]
    [InlineData("Heat (1986)", "Crime", "Burt Reynolds")]
    [InlineData("Heat (1990)", "Crime", null)]
    [InlineData("Heat", "Crime", null)]
    [InlineData("Third Man, The (1949)", "Film-Noir", "Joseph Cotten")]
    [InlineData("Third Man, The (1949)", "Comedy", null)]
    [InlineData("Third Man, The (1948)", "Film-Noir", null)]
    [InlineData("The Killer (1989)", "Thriller", null)]
    [InlineData("Fabuleux destin d'Amélie Poulain, Le (Amelie) (2001)", "Romance", "Audrey Tautou")]
    [InlineData("Star Wars: Episode IV - A New Hope (1977)", "Sci-Fi", "Mark Hamill")]
    [InlineData("Star Wars: Episode IV - A New Hope (1977)", "Comedy", null)]
    [InlineData("Star Wars: Episode V (1980)", "Sci-Fi", null)]
    [InlineData("Twins (2000)", "Drama", null)]
    [InlineData("Scraps (2001)", "Drama", "Real Person")]
    public void Finds_the_film_of_that_name_and_year(string name, string genre, string? firstOfCast)
    {
        var context = new ImportContext(new ImportOptions(), CancellationToken.None);
        var catalogue = new CatalogueDraft();
        FilmCatalogue.ReadMovies(_folder.With("movies.dat", $"1::{name}::{genre}\n"), context, catalogue);

        var report = WikipediaJoin.Run(_folder.With("films.jsonl", Films), context, catalogue);

        var cast = catalogue.Drafts[0].Tags.Where(tag => tag.Key.Group == "people").OrderByDescending(tag => tag.Value).Select(tag => tag.Key.Name);
        Assert.Equal(firstOfCast, cast.FirstOrDefault());
        Assert.Equal(firstOfCast is null ? 0 : 1, report.Found);
        Assert.Equal(name == "Twins (2000)" ? 1 : 0, report.Ambiguous);
        Assert.Equal(1, context.Refusals.Count);   // the one without a year
    }

    [Theory]
    [InlineData("Thriller", false)]
    [InlineData("", true)]
    public void Of_a_film_that_has_genres_the_doubtful_ones_are_left_where_they_are(string own, bool taken)
    {
        var context = new ImportContext(new ImportOptions(), CancellationToken.None);
        var catalogue = new CatalogueDraft();
        FilmCatalogue.ReadMovies(_folder.With("movies.dat", $"1::Apollo (1995)::{own}\n"), context, catalogue);

        WikipediaJoin.Run(_folder.With("films.jsonl", """{"title":"Apollo","year":1995,"genres":["War","Spy"]}"""), context, catalogue);

        Assert.Equal(taken, catalogue.Drafts[0].Tags.Keys.Any(tag => tag.Name == "War"));
        Assert.Contains(catalogue.Drafts[0].Tags.Keys, tag => tag.Name == "Spy");
    }

    [Fact]
    public void A_film_belongs_to_one_title_the_one_with_more_genres_in_common()
    {
        var context = new ImportContext(new ImportOptions(), CancellationToken.None);
        var catalogue = new CatalogueDraft();
        FilmCatalogue.ReadMovies(_folder.With("movies.dat", "1::Heat (1995)::Short\n2::Heat (1995)::Crime|Drama\n"), context, catalogue);

        WikipediaJoin.Run(_folder.With("films.jsonl", Films), context, catalogue);

        Assert.DoesNotContain(catalogue.Drafts[0].Tags.Keys, tag => tag.Group == "people");
        Assert.Contains(catalogue.Drafts[1].Tags.Keys, tag => tag.Name == "Al Pacino");
    }
}
