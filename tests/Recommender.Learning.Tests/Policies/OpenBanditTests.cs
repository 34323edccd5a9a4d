using Recommender.Learning.Policies;
using Recommender.PolicyFigures;

namespace Recommender.Learning.Tests.Policies;

public sealed class OpenBanditTests(ITestOutputHelper output)
{
    [Fact]
    public void Each_policys_value_is_found_in_the_others_log()
    {
        var bandits = BanditFigures.Read(SharedData.Folder("open-bandit-men"), new());
        foreach (var estimate in bandits.SelectMany(static bandit => bandit.Judgement.Estimates)) output.WriteLine($"{estimate}");

        // Clicks of 10,000 decisions each, counted in the files.
        Assert.Equal([0.0046, 0.0069], bandits.Select(static bandit => Math.Round(bandit.Earned.Value, 10)));
        foreach (var bandit in bandits)
        {
            foreach (var kind in (EstimatorKind[])[EstimatorKind.Direct, EstimatorKind.DoublyRobust, EstimatorKind.SwitchDoublyRobust, EstimatorKind.ShrunkDoublyRobust])
                Assert.InRange(bandit.Judgement[kind].Value.Value, bandit.Earned.Low, bandit.Earned.High);
        }

        // Σ click / (34 · propensity) / 10,000, summed apart from this program.
        Assert.Equal(0.0030086263, bandits[0].Judgement[EstimatorKind.InversePropensity].Value.Value, 1e-9);
        Assert.Equal(0.0031894231, bandits[0].Judgement[EstimatorKind.SelfNormalized].Value.Value, 1e-9);
    }
}
