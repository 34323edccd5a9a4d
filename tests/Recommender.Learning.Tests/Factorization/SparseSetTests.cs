using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.SampleWorld;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Factorization;

public sealed class SparseSetTests
{
    // With so much weight for a pair, pairs outweigh the interactions of a small world as they do those of a million titles by default.
    private static readonly FactorizationOptions Options = new() { Dimension = 16, Epochs = 5, UnobservedWeight = 10 };

    private static readonly Lazy<Dataset> World = new(static () => SampleWorldBuilder.Build(new() { Titles = 40_000, Members = 12_000, TitlesPerMember = 8, ArtworksPerTitle = 0 }));

    [Fact]
    public void Members_of_a_sparse_set_are_told_apart_by_suited_settings_and_not_by_others()
    {
        var interactions = World.Value.Interactions;
        using var suited = ImplicitFactorization.Train(interactions, Options.SuitedTo(interactions), cancellation: TestContext.Current.CancellationToken);
        using var others = ImplicitFactorization.Train(interactions, Options, cancellation: TestContext.Current.CancellationToken);

        Assert.InRange(Likeness(suited.Members), 0, 0.6);
        Assert.InRange(Likeness(others.Members), 0.8, 1);
    }

    [Fact]
    public void Settings_that_suit_stay_as_they_are()
    {
        var dense = SampleWorldBuilder.Build(new() { Titles = 200, Members = 500 }).Interactions;
        var plain = new FactorizationOptions();

        Assert.Same(plain, plain.SuitedTo(dense));
        Assert.Same(plain, plain.SuitedTo(new Interactions(0, [0], [], [], [])));
    }

    [Fact]
    public void What_nobody_knows_of_has_together_so_many_times_the_weight_of_the_interactions()
    {
        var interactions = World.Value.Interactions;

        var weight = Options.SuitedTo(interactions).UnobservedWeight * interactions.MemberCount * interactions.TitleCount;

        Assert.Equal(FactorizationOptions.MostUnobserved, weight / interactions.Count, 1e-9);
    }

    // The mean cosine of pairs of members.
    private static double Likeness(AlignedMatrix<float> members)
    {
        var random = new Random(1);
        return Enumerable.Range(0, 4_000).Average(_ => Math.Abs(Cosine(members[random.Next(members.Rows)], members[random.Next(members.Rows)])));
    }

    private static double Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++) (xy, xx, yy) = (xy + ((double)x[i] * y[i]), xx + ((double)x[i] * x[i]), yy + ((double)y[i] * y[i]));
        return xy / Math.Max(1e-300, Math.Sqrt(xx * yy));
    }
}
