using Recommender.Learning.Data;
using Recommender.Learning.Import;

namespace Recommender.Learning.Tests.Import;

public sealed class UserTagTests
{
    [Theory]
    [InlineData("Sci-Fi", "genre", "Science Fiction")]
    [InlineData(" time-travel ", "theme", "Time Travel")]
    [InlineData("\"artsy\"", "mood", "Stylish")]
    [InlineData("Leonardo DiCarpio", "people", "Leonardo DiCaprio")]
    [InlineData("New York City", "place", "New York")]
    [InlineData("shakespeare", "people", "William Shakespeare")]
    public void Writings_of_the_same_meaning_are_one_tag(string written, string group, string name) =>
        Assert.Equal([new Tag(group, name)], TagsOf(written, written));

    [Theory]
    [InlineData("In Netflix queue")]
    [InlineData("imdb top 250")]
    [InlineData("!!!")]
    [InlineData("bechdel test:fail")]
    public void What_says_nothing_of_the_film_goes(string written) => Assert.Empty(TagsOf(written, written, written));

    [Fact]
    public void A_tag_of_one_title_is_none() => Assert.Empty(TagsOf("mafia"));

    [Fact]
    public void An_unknown_tag_needs_three_titles()
    {
        Assert.Empty(TagsOf("beekeeping", "beekeeping"));
        Assert.Equal([new Tag("theme", "Beekeeping")], TagsOf("beekeeping", "Beekeeping", "bee-keeping".Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_more_viewers_say_weighs_more()
    {
        TitleDraft[] titles = [new("0", "0", null), new("1", "1", null)];

        UserTags.AddTo([("0", "mafia"), ("0", "organized crime"), ("0", "gangsters"), ("1", "Mafia"), ("9", "mafia")], id => titles.FirstOrDefault(title => title.Id == id), leastSupport: 2);

        Assert.Equal(1, titles[0].Tags[new Tag("theme", "Mafia")]);
        Assert.Equal(0.6f, titles[1].Tags[new Tag("theme", "Mafia")]);
    }

    // The tags of the first of some titles, each called one thing.
    private static IEnumerable<Tag> TagsOf(params string[] written)
    {
        TitleDraft[] titles = [.. written.Select((_, i) => new TitleDraft($"{i}", $"{i}", null))];
        UserTags.AddTo(written.Select((text, i) => ($"{i}", text)), id => titles.FirstOrDefault(title => title.Id == id), leastSupport: 2);
        return titles[0].Tags.Keys;
    }
}
