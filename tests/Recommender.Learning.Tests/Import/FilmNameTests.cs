using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class FilmNameTests
{
    [Theory]
    [InlineData("Heat (1995)", "Heat", 1995)]
    [InlineData("Matrix, The (1999)", "The Matrix", 1999)]
    [InlineData("Misérables, Les (1995)", "Les Misérables", 1995)]
    [InlineData("Avventura, L' (1960)", "L'Avventura", 1960)]
    [InlineData("Seven (a.k.a. Se7en) (1995)", "Seven", 1995)]
    [InlineData("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006)]
    [InlineData("Babylon 5", "Babylon 5", null)]
    [InlineData("2012", "2012", null)]
    [InlineData("(500) Days of Summer (2009)", "(500) Days of Summer", 2009)]
    [InlineData("Good, the Bad and the Ugly, The (1966)", "The Good, the Bad and the Ugly", 1966)]
    [InlineData("", "", null)]
    public void Is_taken_apart(string written, string name, int? year)
    {
        var parsed = FilmName.Parse(written);

        Assert.Equal((name, year), (parsed.Name, parsed.Year));
    }

    [Fact]
    public void Other_names_stand_in_brackets()
    {
        Assert.Contains("Se7en", FilmName.Parse("Seven (a.k.a. Se7en) (1995)").Others);
        Assert.Contains("La Cité des enfants perdus", FilmName.Parse("City of Lost Children, The (Cité des enfants perdus, La) (1995)").Others);
        Assert.Contains("Birdman: Or (The Unexpected Virtue of Ignorance)", FilmName.Parse("Birdman: Or (The Unexpected Virtue of Ignorance) (2014)").Others);
    }

    [Theory]
    [InlineData("The Matrix", "Matrix")]
    [InlineData("Amélie", "Amelie")]
    [InlineData("WALL·E", "WALL-E")]
    [InlineData("Schindler's List", "Schindlers List")]
    [InlineData("Fast & Furious", "Fast and Furious")]
    [InlineData("E.T. the Extra-Terrestrial", "ET the Extra Terrestrial")]
    [InlineData("Smørrebrød", "Smorrebrod")]
    [InlineData("Spider-Man", "Spider Man")]
    [InlineData("Kill Bill: Vol. 1", "Kill Bill: Volume 1")]
    [InlineData("The Hangover Part III", "The Hangover Part 3")]
    [InlineData("Malcolm X", "Malcolm 10", false)]
    [InlineData("Alien", "Aliens", false)]
    [InlineData("Heat", "The Heat")]
    public void Is_the_same_however_it_is_written(string one, string other, bool same = true)
    {
        Assert.Equal(same, FilmName.KeyOf(one) == FilmName.KeyOf(other));
    }

    [Fact]
    public void With_its_article_it_is_another() => Assert.NotEqual(FilmName.WholeKeyOf("The Killer"), FilmName.WholeKeyOf("Killer!"));
}
