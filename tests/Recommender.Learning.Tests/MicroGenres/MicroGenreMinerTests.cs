using FsCheck;
using FsCheck.Fluent;
using Recommender.Learning.Data;
using Recommender.Learning.MicroGenres;

namespace Recommender.Learning.Tests.MicroGenres;

public sealed class MicroGenreMinerTests
{
    private static readonly MicroGenreOptions Small = new() { LargestPart = 0.5 };

    [Fact]
    public void Finds_a_planted_combination_and_names_it_as_a_person_would()
    {
        var planted = MadeCatalogue.Times(15, "mood:Gritty;genre:Crime;genre:Drama;era:1970s");
        using var found = Mine(MadeCatalogue.Of(MadeCatalogue.Noise(400, seed: 1).Concat(planted)));

        var row = RowOf(found, "Gritty Crime Dramas from the 1970s") ?? RowOf(found, "Gritty Movies");
        Assert.NotNull(row);
        Assert.Equal(Enumerable.Range(400, 15), found.Titles(row.Value).ToArray().Order());
        Assert.Equal(15, found.Support(row.Value));
    }

    [Fact]
    public void Names_a_combination_by_all_that_sets_it_apart()
    {
        // Each of the four words stands elsewhere too, so that none of them is superfluous.
        var titles = MadeCatalogue.Noise(400, seed: 2)
            .Concat(MadeCatalogue.Times(20, "mood:Gritty;genre:Crime;genre:Drama;era:1970s"))
            .Concat(MadeCatalogue.Times(12, "mood:Gritty;genre:War;era:1950s"))
            .Concat(MadeCatalogue.Times(12, "genre:Crime;genre:Comedy;era:1990s"))
            .Concat(MadeCatalogue.Times(12, "mood:Gritty;genre:Crime;genre:Drama;era:1990s"))
            .Concat(MadeCatalogue.Times(12, "mood:Gritty;genre:Drama;era:1970s"))
            .Concat(MadeCatalogue.Times(12, "genre:Crime;genre:Drama;era:1970s"))
            .Concat(MadeCatalogue.Times(12, "mood:Gritty;genre:Crime;era:1970s"));
        using var found = Mine(MadeCatalogue.Of(titles), Small with { SamePart = 1, LeastLift = 1 });

        Assert.NotNull(RowOf(found, "Gritty Crime Dramas from the 1970s"));
    }

    [Fact]
    public void Finds_nothing_in_what_chance_has_made()
    {
        using var found = Mine(MadeCatalogue.Of(MadeCatalogue.Noise(2000, seed: 3)), new MicroGenreOptions { LargestPart = 0.02, LeastLift = 1.5 });

        // A word alone is no combination and needs no lift.
        Assert.All(Enumerable.Range(0, found.Count), row => Assert.True(found.Tags(row).Length == 1, found.Name(row)));
    }

    [Fact]
    public void Makes_one_of_two_with_much_the_same_titles()
    {
        var titles = MadeCatalogue.Noise(300, seed: 4)
            .Concat(MadeCatalogue.Times(12, "theme:Submarine;mood:Claustrophobic;genre:War"))
            .Concat(["theme:Submarine;genre:War", "mood:Claustrophobic;genre:Horror"]);
        using var found = Mine(MadeCatalogue.Of(titles));

        Assert.Single(
            Enumerable.Range(0, found.Count).Select(found.Name),
            static name => name.Contains("submarines", StringComparison.OrdinalIgnoreCase) || name.Contains("Claustrophobic", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_a_title_by_the_weight_of_its_tags()
    {
        var titles = MadeCatalogue.Noise(200, seed: 5).Concat(MadeCatalogue.Times(10, "theme:Chess*0.5;genre:Drama")).Concat(MadeCatalogue.Times(10, "theme:Golf*0.3"));
        using var found = Mine(MadeCatalogue.Of(titles));

        var chess = RowOf(found, "Movies about Chess");
        Assert.NotNull(chess);
        Assert.Equal(5, found.Support(chess.Value));
        Assert.Null(RowOf(found, "Golf Movies"));
    }

    [Fact]
    public void Puts_first_the_titles_that_are_it_most()
    {
        string[] chess = ["theme:Chess*0.4", "theme:Chess*1", "theme:Chess*0.7", .. MadeCatalogue.Times(8, "theme:Chess*0.5")];
        using var found = Mine(MadeCatalogue.Of(MadeCatalogue.Noise(200, seed: 6).Concat(chess)));

        var row = RowOf(found, "Movies about Chess")!.Value;
        Assert.Equal([201, 202], found.Titles(row)[..2]);
        Assert.Equal(200, found.Titles(row)[^1]);
    }

    [Fact]
    public void Takes_tags_that_mean_the_same_for_one()
    {
        var titles = MadeCatalogue.Noise(200, seed: 7).Concat(MadeCatalogue.Times(5, "theme:Spies")).Concat(MadeCatalogue.Times(5, "genre:Spy"));
        using var found = Mine(MadeCatalogue.Of(titles));

        var row = RowOf(found, "Spy Movies")!.Value;
        Assert.Equal(10, found.Titles(row).Length);
        Assert.Equal(2, found.Tags(row).Length);
    }

    [Fact]
    public void Leaves_no_more_to_people_than_their_part()
    {
        var titles = MadeCatalogue.Noise(300, seed: 8)
            .Concat(Enumerable.Range(0, 30).SelectMany(star => MadeCatalogue.Times(10, $"people:Star {star};genre:Crime")))
            .Concat(Enumerable.Range(0, 8).SelectMany(theme => MadeCatalogue.Times(10, $"theme:Theme {theme};genre:Thriller")));
        using var found = Mine(MadeCatalogue.Of(titles), Small with { PeoplePart = 0.25 });

        var people = Enumerable.Range(0, found.Count).Count(row => found.Name(row).Contains("starring", StringComparison.Ordinal));
        Assert.InRange(people, 1, found.Count / 4);
    }

    [Fact]
    public void Keeps_its_promises_on_any_catalogue() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20260101UL, 1UL),
        Prop.ForAll(Catalogues(), dataset =>
        {
            var options = new MicroGenreOptions { Most = 30, LeastSupport = 2, LeastTitles = 3, LargestPart = 0.6 };
            using var found = MicroGenreMiner.Mine(dataset, options);

            Assert.InRange(found.Count, 0, 30);
            Assert.Equal(found.Count, Enumerable.Range(0, found.Count).Select(found.Name).Distinct().Count());
            for (var row = 0; row < found.Count; row++) CheckRow(dataset, options, found, row);
            for (var row = 0; row < found.Count; row++)
                for (var other = 0; other < row; other++) Assert.True(Jaccard(found, row, other) < options.SamePart, $"'{found.Name(row)}' and '{found.Name(other)}'");
        }));

    [Fact]
    public void Gives_the_same_every_time()
    {
        var titles = MadeCatalogue.Noise(500, seed: 9).Concat(MadeCatalogue.Times(12, "mood:Gritty;genre:Crime")).ToArray();
        using var first = Mine(MadeCatalogue.Of(titles));
        using var second = Mine(MadeCatalogue.Of(titles));

        Assert.Equal(Enumerable.Range(0, first.Count).Select(first.Name), Enumerable.Range(0, second.Count).Select(second.Name));
        for (var row = 0; row < first.Count; row++) Assert.Equal(first.Titles(row), second.Titles(row));
    }

    public static TheoryData<string, string[]> HardCatalogues => new()
    {
        { "no titles", [] },
        { "one title", ["genre:Drama;mood:Dark"] },
        { "no tags", ["", "", ""] },
        { "the same tags on every title", [.. MadeCatalogue.Times(300, "genre:Drama;mood:Dark;era:1990s;place:Paris;people:A;theme:B;theme:C;genre:War")] },
        { "thousands of tags on every title", [.. MadeCatalogue.Times(20, string.Join(';', Enumerable.Range(0, 3000).Select(static tag => $"theme:Tag {tag}")))] },
        { "thousands of tags, each on one title", [.. Enumerable.Range(0, 3000).Select(static tag => $"theme:Tag {tag}")] },
        { "names of nothing", [.. MadeCatalogue.Times(20, "genre: ;mood:-;theme:__")] },
        { "unknown groups", [.. MadeCatalogue.Times(20, "colour:Red;:Blue")] },
    };

    [Theory, MemberData(nameof(HardCatalogues))]
    public void Is_not_troubled_by(string what, string[] titles)
    {
        using var found = MicroGenreMiner.Mine(MadeCatalogue.Of(titles));

        Assert.True(found.Count <= 1000, what);
    }

    [Fact]
    public void Refuses_options_out_of_range_by_name_and_value()
    {
        var dataset = MadeCatalogue.Of([]);

        var refused = Assert.Throws<ArgumentException>(() => MicroGenreMiner.Mine(dataset, new MicroGenreOptions { MostTags = 5 }));
        Assert.Contains("MostTags is 5; allowed is 1 to 4", refused.Message, StringComparison.Ordinal);
    }

    private static MicroGenreSet Mine(Dataset dataset, MicroGenreOptions? options = null) => MicroGenreMiner.Mine(dataset, options ?? Small);

    private static int? RowOf(MicroGenreSet set, string name)
    {
        for (var row = 0; row < set.Count; row++)
            if (set.Name(row) == name) return row;
        return null;
    }

    // A title is of it just if it has one tag of each term, as told by the tags; there are enough of them, strongest first.
    private static void CheckRow(Dataset dataset, MicroGenreOptions options, MicroGenreSet found, int row)
    {
        var tags = found.Tags(row).ToArray();
        var titles = found.Titles(row).ToArray();
        var strengths = found.Strengths(row).ToArray();
        int[] expected = [.. Enumerable.Range(0, dataset.Titles.Count).Where(title => tags.All(tag => dataset.Titles[title].Tags.Any(own => own.Tag == tag)))];
        Assert.Equal(expected, titles.Order());
        Assert.True(titles.Length >= options.LeastTitles);
        Assert.True(titles.Length <= Math.Max(options.LargestPart * dataset.Titles.Count, options.LeastTitles));
        Assert.Equal(expected.Sum(title => tags.Min(tag => dataset.Titles[title].Tags.Single(own => own.Tag == tag).Weight)), found.Support(row), tolerance: 1e-3);
        Assert.True(found.Support(row) >= options.LeastSupport);
        Assert.Equal(strengths.OrderDescending(), strengths);
        Assert.All(strengths, static strength => Assert.InRange(strength, 1e-6f, 1));
    }

    private static double Jaccard(MicroGenreSet set, int row, int other)
    {
        var shared = set.Titles(row).ToArray().Intersect(set.Titles(other).ToArray()).Count();
        return (double)shared / (set.Titles(row).Length + set.Titles(other).Length - shared);
    }

    // Names that nobody has listed, so that each tag is a term of its own.
    private static Arbitrary<Dataset> Catalogues()
    {
        string[] tags = ["genre:Ga", "genre:Gb", "genre:Gc", "mood:Ma", "mood:Mb", "era:1980s", "era:1990s", "place:Pa", "people:Xa", "people:Xb", "theme:Ta", "theme:Tb"];
        var title = Gen.Choose(0, (1 << tags.Length) - 1).Zip(Gen.Choose(0, (1 << tags.Length) - 1)).Zip(Gen.Choose(1, 10))
            .Select(pair => string.Join(';', tags.Where((_, tag) => (pair.Item1.Item1 & pair.Item1.Item2 & (1 << tag)) != 0).Select(tag => $"{tag}*{pair.Item2 / 10f}")));
        return title.ListOf().Select(titles => MadeCatalogue.Of(titles)).ToArbitrary();
    }
}
