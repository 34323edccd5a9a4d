using Recommender.Learning.Artworks;
using Recommender.PolicyFigures;

namespace Recommender.Learning.Tests.Artworks;

public sealed class ArtworkBanditTests(ITestOutputHelper output)
{
    // Two titles: each has an artwork with tag 0 and one with tag 1, the second also one with neither.
    private static readonly int[][][] Depicts = [[[0], [1]], [[0], [1], []]];

    [Fact]
    public void Before_anything_was_seen_what_a_persona_likes_is_shown_to_it_more()
    {
        var bandit = new ArtworkBandit(Depicts, [[1, -1], [-1, 1]]);

        Assert.True(bandit.Probabilities(0, 0)[0] > 0.9);
        Assert.True(bandit.Probabilities(0, 1)[1] > 0.9);
    }

    [Fact]
    public void What_is_learnt_of_one_title_is_known_of_another_after_learning()
    {
        var bandit = new ArtworkBandit(Depicts, [[0, 0]]);
        for (var i = 0; i < 200; i++)
        {
            bandit.Observe(0, 0, 0, reward: 0);
            bandit.Observe(0, 0, 1, reward: i % 2);
        }

        Assert.True(bandit.Probabilities(0, 0)[1] > 0.95);
        var before = bandit.Probabilities(1, 0)[1];
        for (var i = 0; i < 5; i++) bandit.Learn();
        Assert.True(bandit.Probabilities(1, 0)[1] > before + 0.2, $"{before}, then {bandit.Probabilities(1, 0)[1]}");
    }

    [Fact]
    public void Probabilities_add_up_and_never_fall_below_the_floor()
    {
        var bandit = new ArtworkBandit(Depicts, [[5, -5]], new() { Floor = 0.05 });
        for (var i = 0; i < 100; i++) bandit.Observe(1, 0, 0, 1);

        foreach (var title in (int[])[0, 1])
        {
            Assert.Equal(1, bandit.Probabilities(title, 0).ToArray().Sum(), 1e-12);
            Assert.All(bandit.Probabilities(title, 0).ToArray(), static probability => Assert.True(probability >= 0.05));
        }
    }

    [Fact]
    public void The_propensity_is_the_share_of_draws()
    {
        var bandit = new ArtworkBandit(Depicts, [[0.2, -0.1]]);
        var counts = new int[3];
        const int draws = 100_000;
        for (var i = 0; i < draws; i++)
        {
            var choice = bandit.Draw(1, 0, (i + 0.5) / draws);
            counts[choice.Artwork]++;
            Assert.Equal(bandit.Probabilities(1, 0)[choice.Artwork], choice.Propensity);
        }

        for (var artwork = 0; artwork < 3; artwork++) Assert.Equal(bandit.Probabilities(1, 0)[artwork], (double)counts[artwork] / draws, 2e-5);
        Assert.Equal(2, bandit.Draw(1, 0, Math.BitDecrement(1.0)).Artwork);
    }

    [Fact]
    public void What_is_held_does_not_change()
    {
        var bandit = new ArtworkBandit(Depicts, [[0, 0]]);
        var held = bandit.Probabilities(0, 0);
        var before = held.ToArray();
        bandit.Observe(0, 0, 1, 1);

        Assert.Equal(before, held.ToArray());
        Assert.NotEqual(before, bandit.Probabilities(0, 0).ToArray());
    }

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        double[] Learnt(int threads)
        {
            var bandit = new ArtworkBandit(Depicts, [[0, 0.3], [0.1, 0], [0, 0]]);
            for (var i = 0; i < 60; i++) bandit.Observe(i % 2, i % 3, i % 2, i % 5 == 0 ? 1 : 0, weight: 1 + i % 4);
            bandit.Learn(threads);
            return bandit.Probabilities(1, 2).ToArray();
        }

        Assert.Equal(Learnt(1), Learnt(4));
    }

    [Fact]
    public void Extremes_are_borne()
    {
        var bandit = new ArtworkBandit(Depicts, [[0, 0]]);
        for (var i = 0; i < 3000; i++) bandit.Observe(0, 0, i % 2, i % 2, weight: 1000);
        bandit.Learn();

        Assert.All(bandit.Probabilities(0, 0).ToArray(), static probability => Assert.InRange(probability, 0.005, 0.995));
        Assert.True(bandit.Probabilities(0, 0)[1] > 0.9);
        Assert.Equal(1, new ArtworkBandit([[[]]], [[]]).Draw(0, 0, 0.7).Propensity);
    }

    [Fact]
    public void What_is_wrong_is_refused_and_nothing_is_learnt()
    {
        var bandit = new ArtworkBandit(Depicts, [[0, 0]]);
        var before = bandit.Probabilities(0, 0).ToArray();

        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Observe(0, 0, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Observe(0, 0, 0, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Observe(0, 0, 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Observe(0, 0, 0, 1, weight: 0));
        bandit.Learn();
        Assert.Equal(before, bandit.Probabilities(0, 0).ToArray());

        Assert.Contains("title 0 has no artwork", Assert.Throws<ArgumentException>(() => new ArtworkBandit([[]], [[0]])).Message, StringComparison.Ordinal);
        Assert.Contains("depicts the tags 3; allowed are 0..1", Assert.Throws<ArgumentException>(() => new ArtworkBandit([[[3]]], [[0, 0]])).Message, StringComparison.Ordinal);
        Assert.Contains("persona 1 has 1 tags and persona 0 has 2", Assert.Throws<ArgumentException>(() => new ArtworkBandit(Depicts, [[0, 0], [0]])).Message, StringComparison.Ordinal);
        Assert.Contains("Floor is 1; allowed is from 0, below 1", Assert.Throws<ArgumentException>(() => new ArtworkBandit(Depicts, [[0, 0]], new() { Floor = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_500_impressions_a_title_it_is_near_the_best_with_a_third_of_the_regret_of_those_that_share_nothing()
    {
        var world = new ArtworkWorld(titles: 300, personas: 8, seed: 1);
        var policies = ArtworkFigures.Policies(world).Where(static policy => !policy.Name.Contains("nothing believed", StringComparison.Ordinal));
        ArtworkFigures[] figures = [.. policies.Select(policy => ArtworkFigures.Of(world, policy, impressions: 500, seed: 2))];

        foreach (var figure in figures) output.WriteLine($"{figure}");
        Assert.True(ArtworkFigures.IsReached(figures), string.Join("; ", figures.Select(static figure => figure.ToString())));
    }
}
