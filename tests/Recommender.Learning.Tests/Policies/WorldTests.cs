using Recommender.Learning.Policies;
using Recommender.PolicyFigures;

namespace Recommender.Learning.Tests.Policies;

/// <summary>The promises of intervals and of doubly robust, in fewer worlds than the figures are made of.</summary>
public sealed class WorldTests(ITestOutputHelper output)
{
    private const int Worlds = 100;

    public static TheoryData<string> Kinds => [.. WorldKind.All.Where(static kind => kind.Holds.Count > 0).Select(static kind => kind.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void Intervals_hold_the_truth_about_as_often_as_they_say_where_assumptions_hold(string name)
    {
        var kind = WorldKind.All.Single(kind => kind.Name == name);
        foreach (var figure in Figures(kind).Where(figure => kind.Holds.Contains(figure.Kind)))
            Assert.True(figure.Covered is >= 0.87, $"{figure}");   // three deviations of 100 draws below 94 %
    }

    [Fact]
    public void Doubly_robust_errs_least_where_both_models_are_half_right()
    {
        var figures = Figures(WorldKind.BothHalfRight).ToDictionary(static figure => figure.Kind, static figure => figure.Error);

        foreach (var kind in (EstimatorKind[])[EstimatorKind.Replay, EstimatorKind.InversePropensity, EstimatorKind.SelfNormalized, EstimatorKind.Clipped, EstimatorKind.Direct])
            Assert.True(figures[EstimatorKind.DoublyRobust] < figures[kind], $"{kind} errs by {figures[kind]}, doubly robust by {figures[EstimatorKind.DoublyRobust]}");
    }

    private IReadOnlyList<WorldFigures> Figures(WorldKind kind)
    {
        var figures = WorldFigures.Of(kind, Worlds);
        foreach (var figure in figures) output.WriteLine($"{kind.Name}: {figure}");
        return figures;
    }
}
