using Recommender.Learning.Data;
using Recommender.Learning.MicroGenres;

namespace Recommender.Learning.Tests.MicroGenres;

public sealed class MicroGenreMembershipTests
{
    [Fact]
    public void A_title_is_of_the_micro_genres_that_it_was_mined_into_and_as_much()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var dataset = MadeCatalogue.Of(Weighted(seed));
            using var mined = MicroGenreMiner.Mine(dataset, new MicroGenreOptions { LargestPart = 0.5, LeastLift = 1, SamePart = 1 });
            Assert.True(mined.Count > 8, $"seed {seed} gives {mined.Count} micro-genres, too few to say anything");

            Assert.Equal(Mined(mined, dataset.Titles.Count), Told(mined, dataset));
        }
    }

    [Fact]
    public void A_tag_that_was_not_there_counts_as_what_it_means()
    {
        var dataset = MadeCatalogue.Of(MadeCatalogue.Times(20, "genre:Sci-Fi").Concat(MadeCatalogue.Noise(300, seed: 4)));
        using var mined = MicroGenreMiner.Mine(dataset, new MicroGenreOptions { LargestPart = 0.5, LeastLift = 1 });
        var membership = new MicroGenreMembership(mined, dataset.Tags);

        var found = membership.Find([membership.TermOf(new Tag("genre", "science-fiction")), membership.TermOf(new Tag("genre", "Unheard-of"))], [0.5f, 1]).ToArray();

        Assert.Equal(MicroGenreMembership.NoTerm, membership.TermOf(new Tag("genre", "Unheard-of")));
        Assert.Equal("Sci-Fi", dataset.Tags[mined.Tags(Assert.Single(found).MicroGenre)[0]].Name);
        Assert.Equal(0.5f, found[0].Strength);
    }

    // Titles of two to five of a dozen tags, weighted, some of which mean the same.
    private static IEnumerable<string> Weighted(int seed)
    {
        string[] tags = ["genre:Crime", "genre:Drama", "genre:Sci-Fi", "genre:Science Fiction", "genre:Comedy", "mood:Gritty", "mood:Witty", "era:1970s", "era:1990s", "place:New York", "people:Ann Other", "theme:Ann Other", "theme:heist"];
        var random = new Random(seed);
        for (var title = 0; title < 400; title++)
        {
            random.Shuffle(tags);
            yield return string.Join(';', tags.Take(random.Next(2, 6)).Select(tag => $"{tag}*{random.Next(1, 5) / 4f}"));
        }
    }

    private static List<(int Title, int MicroGenre, float Strength)> Mined(MicroGenreSet mined, int titles)
    {
        var all = new List<(int, int, float)>();
        for (var row = 0; row < mined.Count; row++)
            for (var i = 0; i < mined.Titles(row).Length; i++) all.Add((mined.Titles(row)[i], row, mined.Strengths(row)[i]));
        Assert.All(all, one => Assert.InRange(one.Item1, 0, titles - 1));
        all.Sort();
        return all;
    }

    private static List<(int Title, int MicroGenre, float Strength)> Told(MicroGenreSet mined, Dataset dataset)
    {
        var membership = new MicroGenreMembership(mined, dataset.Tags);
        var all = new List<(int, int, float)>();
        for (var title = 0; title < dataset.Titles.Count; title++)
        {
            var tags = dataset.Titles[title].Tags;
            var found = membership.Find([.. tags.Select(tag => membership.TermOf(dataset.Tags[tag.Tag]))], [.. tags.Select(static tag => tag.Weight)]).ToArray();
            Assert.Equal(found.OrderByDescending(static one => one.Strength), found);
            all.AddRange(found.Select(one => (title, one.MicroGenre, one.Strength)));
        }

        all.Sort();
        return all;
    }
}
