using Recommender.Measuring;
using Recommender.Peers.Contenders;

namespace Recommender.Peers.Judging;

/// <summary>Times contenders in turn, round after round over the same queries, so that a slow moment of the machine meets all of them.</summary>
internal sealed class Tournament
{
    private readonly Dictionary<IContender, double[]> _secondsPerQuery = [];

    /// <summary>Warms every contender up and times it.</summary>
    /// <param name="contenders">In the order of a round.</param>
    /// <param name="queries">Queries that there are, the same for all.</param>
    /// <param name="plan">How much.</param>
    public Tournament(IReadOnlyList<IContender> contenders, int queries, Plan plan)
    {
        var slowest = 0.0;
        foreach (var contender in contenders)
        {
            // Twice: tiered compilation may not yet have seen the work.
            for (var warm = 0; warm < 2; warm++) Repeat(contender, 0, Math.Min(queries, 4), plan.Seconds);
            slowest = Math.Max(slowest, contender.Run(0, 1));
            _secondsPerQuery[contender] = new double[plan.Rounds];
        }

        Queries = Math.Clamp((int)(plan.LongestRound / slowest), 1, Math.Min(queries, plan.Queries));
        for (var round = 0; round < plan.Rounds; round++)
        {
            var first = (int)((long)round * Queries % (queries - Queries + 1));
            foreach (var contender in contenders) _secondsPerQuery[contender][round] = Repeat(contender, first, Queries, plan.Seconds);
        }
    }

    /// <summary>Queries of a round.</summary>
    public int Queries { get; }

    /// <summary>Microseconds of a query, by round.</summary>
    public Spread Microseconds(IContender contender) => Spread.Of(_secondsPerQuery[contender].Select(seconds => 1e6 * seconds));

    /// <summary>How many times faster than another, by round.</summary>
    public Spread Ratio(IContender ours, IContender other) => Spread.OfRatios(_secondsPerQuery[other], _secondsPerQuery[ours]);

    /// <summary>The one with the least median.</summary>
    public T Fastest<T>(IEnumerable<T> contenders)
        where T : IContender => contenders.MinBy(contender => Microseconds(contender).Median)!;

    private static double Repeat(IContender contender, int first, int count, double atLeast)
    {
        var (seconds, runs) = (0.0, 0);
        while (seconds < atLeast || runs == 0)
        {
            seconds += contender.Run(first, count);
            runs++;
        }

        return seconds / runs / count;
    }
}
