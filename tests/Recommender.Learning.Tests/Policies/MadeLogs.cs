using Recommender.Learning.Policies;

namespace Recommender.Learning.Tests.Policies;

/// <summary>Small logs whose estimates can be computed by hand.</summary>
internal static class MadeLogs
{
    public static readonly string[] Candidates = ["a", "b", "c"];

    /// <summary>Decisions among three actions with propensities that depend on the context, and rewards as given.</summary>
    public static DecisionLog Of(int decisions, Func<int, string, double> reward, int seed = 1, Func<int, string>? unit = null)
    {
        var (random, builder) = (new Random(seed), new DecisionLogBuilder());
        for (var i = 0; i < decisions; i++)
        {
            var propensities = i % 2 == 0 ? new[] { 0.5, 0.3, 0.2 } : [0.2, 0.2, 0.6];
            var at = random.NextDouble();
            var action = at < propensities[0] ? 0 : at < propensities[0] + propensities[1] ? 1 : 2;
            builder.Add(new()
            {
                Action = Candidates[action],
                Propensity = propensities[action],
                Reward = reward(i, Candidates[action]),
                Candidates = Candidates,
                Unit = unit?.Invoke(i),
                Context = [new(i % 2 == 0 ? "side=even" : "side=odd", 1)],
            });
        }

        return builder.ToLog();
    }

    /// <summary>A policy that chooses by given probabilities, whatever the context.</summary>
    public static TablePolicy Policy(double a, double b, double c) => new("made", [("", "a", a), ("", "b", b), ("", "c", c)]);
}
