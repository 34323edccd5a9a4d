using Recommender.Learning.Data;

namespace Recommender.Learning.Tests.Data;

/// <summary>A dataset in which every part has something, and something is absent.</summary>
internal static class SampleDataset
{
    public static Dataset Create() => With(rating: 4.5f);

    public static Dataset With(float rating)
    {
        Tag[] tags = [new("genre", "Crime"), new("mood", "Düster")];
        Title[] titles =
        [
            new("t1", "Heat", 1995, [new TitleTag(0, 1), new TitleTag(1, 0.5f)], [new Artwork("a1", "poster", "https://example/1", [tags[1]]), new Artwork("a2", "still", "https://example/2", [])]),
            new("0002844", "Fantômas", null, [], []),
        ];
        return new Dataset(new IdTable(["m1", "m2", "m3"]), titles, tags, new Interactions(2, [0, 2, 2, 3], [1, 0, 0], [rating, 1, 0.5f], [10, 20, 0]));
    }

    public static void AssertSame(Dataset expected, Dataset actual)
    {
        Assert.Equal(expected.Members.Ids, actual.Members.Ids);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Titles.Select(Describe), actual.Titles.Select(Describe));
        Assert.Equal(expected.Interactions.Offsets, actual.Interactions.Offsets);
        Assert.Equal(expected.Interactions.Titles, actual.Interactions.Titles);
        Assert.Equal(expected.Interactions.Values, actual.Interactions.Values);
        Assert.Equal(expected.Interactions.Times, actual.Interactions.Times);
    }

    public static string Describe(Title title) =>
        $"{title.Id}|{title.Name}|{title.Year}|{string.Join(',', title.Tags)}|{string.Join(',', title.Artworks.Select(art => $"{art.Id} {art.Kind} {art.Uri} {string.Join('+', art.Depicts)}"))}";
}
