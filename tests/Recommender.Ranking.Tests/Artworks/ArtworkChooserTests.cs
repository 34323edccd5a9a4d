using Recommender.Ranking.Artworks;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Artworks;

public sealed class ArtworkChooserTests
{
    private const int Comic = 1;
    private const int Dark = 2;

    private readonly ArtworkChooser _chooser = new();
    private readonly TagAffinities _tags = new();
    private readonly ItemBuffer<float> _chances = new();

    [Fact]
    public void What_is_said_to_be_the_probability_is_how_often_it_is_drawn()
    {
        var title = new MadeTitle { Images = [[Comic], [Dark], [], [Comic, Dark]], Trailers = [[Comic], [Dark]] };
        const int draws = 40_000;
        var (images, trailers) = (new (int Count, float Propensity)[4], new (int Count, float Propensity)[2]);
        for (var seed = 0; seed < draws; seed++)
        {
            var chosen = Choose(title, own: [Comic], seed: (ulong)seed);
            images[chosen.Image] = (images[chosen.Image].Count + 1, chosen.ImagePropensity);
            trailers[chosen.Trailer - 4] = (trailers[chosen.Trailer - 4].Count + 1, chosen.TrailerPropensity);
        }

        foreach (var drawn in new[] { images, trailers })
        {
            Assert.Equal(1, drawn.Sum(static artwork => artwork.Propensity), 1e-5f);
            Assert.All(drawn, artwork => Assert.Equal(artwork.Propensity, (float)artwork.Count / draws, 5 * MathF.Sqrt(artwork.Propensity / draws)));
        }
    }

    [Fact]
    public void A_comedys_row_shows_the_comic_still_most_often()
    {
        var title = new MadeTitle { Images = [[Dark], [Comic]] };

        Assert.True(Chance(title, image: 1, own: [Comic]) > 0.8f);
        Assert.True(Chance(title, image: 0, own: [Dark]) > 0.8f);
    }

    [Fact]
    public void What_the_member_and_the_members_personas_like_is_shown_more_often()
    {
        var title = new MadeTitle { Images = [[Dark], [Comic]] };

        Assert.True(Chance(title, image: 1, own: [], member => member.Tags.Add(new Weighted(Comic, 2))) > 0.6f);
        Assert.True(Chance(title, image: 1, own: [], static member => member.Personas[0] = 1) > 0.6f);
        Assert.Equal(0.5f, Chance(title, image: 1, own: []), 1e-5f);
    }

    [Fact]
    public void A_title_without_artwork_is_shown_without_and_one_alone_is_certain()
    {
        Assert.Equal(new ChosenArtworks(-1, 0, -1, 0), Choose(new MadeTitle(), own: [], seed: 1));
        Assert.Equal(new ChosenArtworks(0, 1, 1, 1), Choose(new MadeTitle { Images = [[Comic]], Trailers = [[]] }, own: [], seed: 1));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(1f)]
    public void Chances_sum_to_one_and_none_is_below_the_floor(float floor)
    {
        var random = new Random(20260101);
        for (var round = 0; round < 200; round++)
        {
            float[] chances = [.. Enumerable.Range(0, random.Next(1, 65)).Select(_ => 80 * random.NextSingle())];

            ArtworkChances.Fill(chances, floor);

            Assert.Equal(1, chances.Sum(), 1e-4f);
            Assert.All(chances, chance => Assert.True(chance >= (floor / chances.Length) - 1e-7f));
        }
    }

    // The probability of an image, from the first draw that shows it.
    private float Chance(MadeTitle title, int image, int[] own, Action<MemberProfile>? known = null)
    {
        for (var seed = 0UL; ; seed++)
        {
            var chosen = Choose(title, own, seed, known);
            if (chosen.Image == image) return chosen.ImagePropensity;
        }
    }

    private ChosenArtworks Choose(MadeTitle title, int[] own, ulong seed, Action<MemberProfile>? known = null)
    {
        var world = new World { Personas = [.. Enumerable.Range(0, 8).Select(static tag => new[] { tag == Comic ? 1f : 0 })] };
        world.Settled.Add(title);
        var generation = world.Build();
        var (member, query) = (World.Stranger(generation), World.Query(generation));
        known?.Invoke(member);
        query.Seed = seed;
        var request = new PageRequest(generation, query, member);
        _tags.Begin(request);
        _chooser.Begin(request, _tags);
        _chooser.BeginRow(own, rowSeed: 5);
        return _chooser.Choose(0, _chances);
    }
}
