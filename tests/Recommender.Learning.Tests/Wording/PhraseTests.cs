using Recommender.Learning.Data;
using Recommender.Learning.Wording;

namespace Recommender.Learning.Tests.Wording;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("Gritty Crime Dramas from the 1970s", "era:1970s", "genre:Drama", "genre:Crime", "mood:Gritty")]
    [InlineData("Romantic Comedies set in Paris", "genre:Comedy", "genre:Romance", "place:Paris")]
    [InlineData("Horror Movies", "genre:Horror")]
    [InlineData("Sci-Fi Horror Movies", "genre:Horror", "genre:Science Fiction")]
    [InlineData("Time-Travel Movies", "subject:Time Travel")]
    [InlineData("Movies starring Tom Hanks", "people:Tom Hanks")]
    [InlineData("Movies based on Stephen King", "people:Stephen King")]
    [InlineData("Movies directed by Agnès Varda", "director:Agnès Varda")]
    [InlineData("Slow-Burning Nordic Crime Movies", "mood:Slow-burning", "place:Nordic", "genre:Crime")]
    [InlineData("Animated Comedies with a Twist Ending", "genre:Animation", "genre:Comedy", "theme:Twist Ending")]
    [InlineData("Movies about AIDS", "theme:AIDS")]
    [InlineData("Film Noirs from the 1940s", "genre:Film-Noir", "era:1940s")]
    [InlineData("Telenovela Movies", "genre:Telenovela")]
    [InlineData("Movies")]
    public void Reads_as_a_person_would_say_it(string expected, params string[] tags)
    {
        var terms = tags.Select(static tag => Words.Default.Read(new Tag(tag[..tag.IndexOf(':')], tag[(tag.IndexOf(':') + 1)..]))!);

        Assert.Equal(expected, Phrase.Headline(Phrase.Of(terms, "movies")));
    }

    [Fact]
    public void Says_nothing_of_a_tag_that_says_nothing() => Assert.Null(Words.Default.Read(new Tag("theme", "In Netflix Queue")));

    [Fact]
    public void Refuses_a_line_of_words_by_its_number()
    {
        using var text = new StringReader("# comment\ngenre | crime | crime\ncolour | red | red");

        var refused = Assert.Throws<InvalidDataException>(() => Words.Parse(text));
        Assert.StartsWith("line 3 of the words: kind is 'colour'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A", "A")]
    [InlineData("A and B", "A", "B")]
    [InlineData("A, B and C", "A", "B", "C")]
    public void Lists_names_as_they_are_told(string expected, params string[] names) => Assert.Equal(expected, Phrase.Listed(names));
}
