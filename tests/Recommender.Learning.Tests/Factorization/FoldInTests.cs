using Recommender.Learning.Data;
using Recommender.Learning.Factorization;

namespace Recommender.Learning.Tests.Factorization;

public sealed class FoldInTests
{
    private static readonly FactorizationOptions Options = new()
    {
        Dimension = 32,
        Epochs = 4,
        Signal = new() { NegativeBelow = 2, NegativeTarget = -0.3, HalfLifeDays = 9 },
    };

    [Fact]
    public void Gives_what_training_gives()
    {
        var interactions = Worlds.Random(members: 200, titles: 100, share: 0.1);
        using var model = ImplicitFactorization.Train(interactions, Options);
        using var workspace = new FoldInWorkspace(32);
        var (foldIn, member) = (new FoldIn(model), new float[32]);

        for (var row = 0; row < interactions.MemberCount; row++)
        {
            foldIn.Solve(interactions[row], workspace, member);

            for (var i = 0; i < 32; i++) Assert.Equal(model.Members[row][i], member[i], 1e-4f);
        }
    }

    [Fact]
    public void The_order_of_a_history_does_not_matter()
    {
        using var model = ImplicitFactorization.Train(Worlds.Random(members: 200, titles: 100, share: 0.1), Options);
        using var workspace = new FoldInWorkspace(32);
        var (foldIn, member, again) = (new FoldIn(model), new float[32], new float[32]);

        foldIn.Solve(new MemberHistory([3, 50, 7], [5, 1, 3], [0, 0, 0]), workspace, member);
        foldIn.Solve(new MemberHistory([7, 3, 50], [3, 5, 1], [0, 0, 0]), workspace, again);

        for (var i = 0; i < 32; i++) Assert.Equal(member[i], again[i], 1e-5f);
    }

    [Fact]
    public void Allocates_nothing_once_it_met_the_longest_history()
    {
        var interactions = Worlds.Random(members: 40, titles: 400, share: 0.4);
        using var model = ImplicitFactorization.Train(interactions, Options);
        using var workspace = new FoldInWorkspace(32);
        var (foldIn, member) = (new FoldIn(model), new float[32]);
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            for (var row = 0; row < interactions.MemberCount; row++) foldIn.Solve(interactions[row], workspace, member);
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit_and_writes_nothing()
    {
        using var model = ImplicitFactorization.Train(Worlds.Random(members: 20, titles: 10, share: 0.3), Options);
        using var workspace = new FoldInWorkspace(32);
        using var other = new FoldInWorkspace(16);
        var (foldIn, member) = (new FoldIn(model), new float[32]);

        Assert.Throws<ArgumentException>(() => foldIn.Solve(new MemberHistory([3], [5], [0]), other, member));
        Assert.Throws<ArgumentException>(() => foldIn.Solve(new MemberHistory([3], [5], [0]), workspace, new float[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => foldIn.Solve(new MemberHistory([10], [5], [0]), workspace, member));
        Assert.Throws<ArgumentException>(() => foldIn.Solve(new MemberHistory([3], [float.NaN], [0]), workspace, member));

        Assert.Equal(new float[32], member);
    }

    [Fact]
    public void A_scorer_scores_members_alike_by_history_and_by_row()
    {
        var interactions = Worlds.Random(members: 60, titles: 50, share: 0.1);
        using var scorer = new FactorScorer(ImplicitFactorization.Train(interactions, Options));
        var (byHistory, byRow) = (new float[50], new float[50]);

        Parallel.For(0, 60, () => (new float[50], new float[50]), (member, _, scores) =>
        {
            scorer.Score(interactions[member], scores.Item1);
            scorer.Score(member, scores.Item2);
            for (var title = 0; title < 50; title++) Assert.Equal(scores.Item1[title], scores.Item2[title], 1e-4f);
            return scores;
        }, _ => { });
        scorer.Score(new MemberHistory([], [], []), byHistory);

        Assert.Equal(new float[50], byHistory);
        Assert.Equal(50, scorer.TitleCount);
        Assert.NotNull(byRow);
    }
}
