using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Numerics;

namespace Recommender.Learning.Tests.Factorization;

public sealed class ImplicitFactorizationTests
{
    private static readonly Dictionary<string, FactorizationOptions> Settings = new()
    {
        ["all alike"] = new() { Signal = new() { Grade = 0 } },
        ["graded"] = new() { Signal = new() { Grade = 3 } },
        ["counts"] = new() { Signal = new() { Grade = 3, Scale = SignalScale.Logarithmic } },
        ["dislikes"] = new() { Signal = new() { NegativeBelow = 3, NegativeTarget = -0.5, NegativeWeight = 0.7 } },
        ["fading"] = new() { Signal = new() { HalfLifeDays = 5 } },
        ["one pull for all"] = new() { RegularizationExponent = 0, Regularization = 0.3 },
        ["between"] = new() { RegularizationExponent = 0.5, Regularization = 0.1 },
        ["much unobserved"] = new() { UnobservedWeight = 1 },
        ["nothing unobserved"] = new() { UnobservedWeight = 0, Regularization = 0.1 },
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Is_the_objective_and_the_half_steps_of_the_papers(string name)
    {
        var options = Settings[name] with { Dimension = 8, Epochs = 3 };
        var interactions = Worlds.Random(members: 40, titles: 30, share: 0.2);
        using var first = FirstEmbeddings.Draw(30, 8, options.InitialDeviation, options.Seed);
        var naive = new NaiveFactorization(interactions, options, NaiveFactorization.Copy(first));
        var expected = new List<double>();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            naive.SolveMembers();
            naive.SolveTitles();
            expected.Add(naive.Loss);
        }

        naive.SolveMembers();
        using var model = ImplicitFactorization.Train(interactions, options);

        AssertClose(naive.Members, model.Members);
        AssertClose(naive.Titles, model.Titles);
        for (var epoch = 0; epoch < options.Epochs; epoch++) Assert.Equal(1, model.Losses[epoch] / expected[epoch], 1e-4);
    }

    [Theory, InlineData(8), InlineData(64), InlineData(512)]
    public void The_loss_never_rises(int dimension)
    {
        var interactions = Worlds.Random(members: 120, titles: 90, share: 0.1);

        using var model = ImplicitFactorization.Train(interactions, new() { Dimension = dimension, Epochs = 12 });

        Assert.Equal(12, model.Losses.Count);
        for (var epoch = 1; epoch < 12; epoch++) Assert.True(model.Losses[epoch] <= model.Losses[epoch - 1] * (1 + 1e-5));
        Assert.True(model.Losses[^1] < 0.9 * model.Losses[0]);
    }

    [Fact]
    public void Finds_the_groups_that_members_choose_by()
    {
        var interactions = Worlds.Groups(members: 300, titles: 120, groups: 6, own: 0.3, other: 0.01);

        using var model = ImplicitFactorization.Train(interactions, new() { Dimension = 8, Epochs = 12, Regularization = 0.1 });

        // What a member has not chosen of the own group is above nearly all of the others.
        var (right, pairs) = (0, 0);
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            var scores = new float[120];
            RowScan.Scan(model.Titles, model.Members[member], scores);
            var seen = interactions[member].Titles.ToArray();
            var unseen = Enumerable.Range(0, 120).Except(seen).ToArray();
            foreach (var own in unseen.Where(title => title % 6 == member % 6))
            {
                foreach (var other in unseen.Where(title => title % 6 != member % 6))
                {
                    pairs++;
                    if (scores[own] > scores[other]) right++;
                }
            }
        }

        Assert.True(right > 0.99 * pairs, $"{right} of {pairs}");
    }

    [Theory, InlineData(2), InlineData(3), InlineData(7)]
    public void Has_the_same_bits_on_any_number_of_threads(int threads)
    {
        var interactions = Worlds.Random(members: 700, titles: 300, share: 0.05);
        var options = new FactorizationOptions { Dimension = 24, Epochs = 3 };

        using var one = ImplicitFactorization.Train(interactions, options with { Threads = 1 });
        using var many = ImplicitFactorization.Train(interactions, options with { Threads = threads });

        AssertSame(one, many);
    }

    [Fact]
    public void Another_seed_is_another_model()
    {
        var interactions = Worlds.Random(members: 50, titles: 30, share: 0.2);

        using var one = ImplicitFactorization.Train(interactions, new() { Dimension = 8, Epochs = 1 });
        using var other = ImplicitFactorization.Train(interactions, new() { Dimension = 8, Epochs = 1, Seed = 2 });

        Assert.NotEqual(one.Titles[0].ToArray(), other.Titles[0].ToArray());
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        foreach (var (members, titles) in ((int, int)[])[(0, 0), (3, 0), (0, 3), (3, 3)])
        {
            var interactions = new Interactions(titles, new long[members + 1], [], [], []);

            using var model = ImplicitFactorization.Train(interactions, new() { Epochs = 2 });

            Assert.Equal((members, titles), (model.Members.Rows, model.Titles.Rows));
            Assert.All(Enumerable.Range(0, members), member => Assert.True(model.Members[member].IndexOfAnyExcept(0f) < 0));
            Assert.All(model.Losses, loss => Assert.True(double.IsFinite(loss)));
        }
    }

    [Fact]
    public void One_member_with_one_title_likes_it()
    {
        using var model = ImplicitFactorization.Train(Worlds.Of(1, [(0, 5)]), new() { Epochs = 10 });
        var scores = new float[1];

        RowScan.Scan(model.Titles, model.Members[0], scores);

        Assert.InRange(scores[0], 0.5f, 1f);
    }

    [Fact]
    public void A_member_who_did_a_hundred_thousand_things_is_solved_for_as_in_double()
    {
        var interactions = Worlds.Of(100_000, Enumerable.Range(0, 100_000).Select(title => (title, 1f + title % 5)));
        var options = new FactorizationOptions { Dimension = 8 };
        using var titles = FirstEmbeddings.Draw(100_000, 8, deviation: 1, seed: 7);
        using var gram = HalfStep.Gram(titles, options, CancellationToken.None);
        using var member = new AlignedMatrix<float>(1, 8);
        var naive = new NaiveFactorization(interactions, options, NaiveFactorization.Copy(titles));
        using var solver = new RowSolver(8);

        new HalfStep(new MemberSignals(interactions, SignalRule.Of(options.Signal, interactions)), options, [solver]).Run(titles, gram, member, CancellationToken.None);
        naive.SolveMembers();

        AssertClose(naive.Members, member);
    }

    [Fact]
    public void A_member_who_did_everything_leaves_a_sane_model()
    {
        var interactions = Worlds.Of(100_000, Enumerable.Range(0, 100_000).Select(title => (title, 1f + title % 5)), [(5, 3)], [(5, 1), (6, 2)]);

        using var model = ImplicitFactorization.Train(interactions, new() { Dimension = 16, Epochs = 3 });

        var scores = new float[100_000];
        RowScan.Scan(model.Titles, model.Members[0], scores);
        Assert.All(scores, score => Assert.InRange(score, 0.1f, 1.1f));
    }

    [Fact]
    public void Regularisation_too_small_for_floats_still_gives_a_model()
    {
        var interactions = Worlds.Random(members: 20, titles: 12, share: 0.3);

        using var model = ImplicitFactorization.Train(interactions, new() { Dimension = 128, Epochs = 4, Regularization = 1e-9, UnobservedWeight = 0 });

        for (var title = 0; title < 12; title++) Assert.True(model.Titles[title].ToArray().All(float.IsFinite));
        Assert.True(double.IsFinite(model.Losses[^1]));
    }

    [Fact]
    public void Reports_every_epoch_and_stops_when_it_is_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new List<FactorizationProgress>();
        var progress = new Reported(report =>
        {
            reports.Add(report);
            if (report.Epoch == 3) stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ImplicitFactorization.Train(Worlds.Random(60, 40, 0.1), new() { Dimension = 8, Epochs = 50 }, progress: progress, cancellation: stop.Token));

        Assert.Equal([1, 2, 3], reports.Select(report => report.Epoch));
        Assert.All(reports, report => Assert.Equal(50, report.Epochs));
    }

    internal static void AssertSame(FactorModel expected, FactorModel actual)
    {
        for (var row = 0; row < expected.Members.Rows; row++) Assert.Equal(expected.Members[row], actual.Members[row]);
        for (var row = 0; row < expected.Titles.Rows; row++) Assert.Equal(expected.Titles[row], actual.Titles[row]);
        Assert.Equal(expected.Losses, actual.Losses);
    }

    private static void AssertClose(double[][] expected, AlignedMatrix<float> actual)
    {
        var scale = Math.Sqrt(expected.Average(row => row.Sum(element => element * element)));
        for (var row = 0; row < expected.Length; row++)
        {
            for (var i = 0; i < actual.Dimension; i++) Assert.Equal(expected[row][i], actual[row][i], 1e-4 * scale);
        }
    }

    private sealed class Reported(Action<FactorizationProgress> action) : IProgress<FactorizationProgress>
    {
        public void Report(FactorizationProgress value) => action(value);
    }
}
