using Recommender.Learning.Data;
using Recommender.Learning.SampleWorld;

namespace Recommender.Learning.Tests.SampleWorld;

public sealed class SampleWorldTests
{
    private static readonly SampleWorldOptions Small = new() { Titles = 600, Members = 800 };

    [Fact]
    public void The_same_options_give_the_same_world()
    {
        var (one, other) = (SampleWorldBuilder.Build(Small), SampleWorldBuilder.Build(Small));

        Assert.Equal(one.Titles.Select(Text), other.Titles.Select(Text));
        Assert.Equal(one.Interactions.Titles, other.Interactions.Titles);
        Assert.Equal(one.Interactions.Times, other.Interactions.Times);
        Assert.NotEqual(one.Titles.Select(Text), SampleWorldBuilder.Build(Small with { Seed = 2 }).Titles.Select(Text));
    }

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(10, 300, 64)]
    [InlineData(3_000, 100, 6)]
    public void Every_size_has_what_it_says(int titles, int members, int artworks)
    {
        var world = SampleWorldBuilder.Build(new() { Titles = titles, Members = members, ArtworksPerTitle = artworks });

        Assert.Equal((titles, members), (world.Titles.Count, world.Members.Count));
        Assert.All(world.Titles, title => Assert.Equal(artworks, title.Artworks.Count));
        Assert.All(Enumerable.Range(0, members), member => Assert.NotEqual(0, world.Interactions[member].Count));
        Assert.Equal(titles, world.Titles.Select(static title => title.Name).Distinct().Count());
    }

    [Fact]
    public void Says_how_far_it_is_while_titles_are_made_and_while_members_watch()
    {
        var shares = new List<double>();

        SampleWorldBuilder.Build(new() { Titles = 4_000, Members = 4_000 }, new Told(shares.Add), TestContext.Current.CancellationToken);

        Assert.Equal(shares.Order(), shares);
        Assert.Equal((0, 1), (shares[0], shares[^1]));
        Assert.Contains(shares, share => share is > 0 and < 0.5);   // titles are half of it
        Assert.Contains(shares, share => share is > 0.5 and < 1);
    }

    [Fact]
    public void Ends_while_titles_are_made_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var told = new Told(share =>
        {
            if (share > 0) source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => SampleWorldBuilder.Build(new() { Titles = 4_000, Members = 1 }, told, source.Token));
    }

    [Fact]
    public void Artworks_depict_what_their_title_is_about()
    {
        var world = SampleWorldBuilder.Build(Small);

        foreach (var title in world.Titles)
        {
            var own = title.Tags.Select(tag => world.Tags[tag.Tag]).ToHashSet();
            Assert.All(title.Artworks, artwork => Assert.Subset(own, artwork.Depicts.ToHashSet()));
        }
    }

    [Fact]
    public void Members_watch_titles_that_are_alike()
    {
        var world = SampleWorldBuilder.Build(Small);
        var random = new Random(1);
        var (within, across) = (0.0, 0.0);
        for (var round = 0; round < 4_000; round++)
        {
            var history = world.Interactions[random.Next(world.Members.Count)].Titles;
            within += Shared(world, history[random.Next(history.Length)], history[random.Next(history.Length)]);
            across += Shared(world, random.Next(world.Titles.Count), random.Next(world.Titles.Count));
        }

        Assert.True(within > 2 * across, $"titles of a member share {within} tags, others {across}");
    }

    [Fact]
    public void A_size_out_of_range_is_refused_by_name() =>
        Assert.Contains("Titles is 9; allowed 10..1000000", Assert.Throws<ArgumentOutOfRangeException>(() => SampleWorldBuilder.Build(new() { Titles = 9 })).Message, StringComparison.Ordinal);

    private sealed class Told(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }

    private static int Shared(Dataset world, int one, int other) =>
        one == other ? 0 : world.Titles[one].Tags.Select(static tag => tag.Tag).Intersect(world.Titles[other].Tags.Select(static tag => tag.Tag)).Count();

    private static string Text(Title title) => $"{title.Id}|{title.Name}|{title.Year}|{string.Join(',', title.Tags)}|{string.Join(',', title.Artworks.Select(static artwork => $"{artwork.Id} {artwork.Kind} {string.Join(',', artwork.Depicts)}"))}";
}
