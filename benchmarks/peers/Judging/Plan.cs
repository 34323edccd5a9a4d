namespace Recommender.Peers.Judging;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Times that every contender is measured, one after the other.</param>
/// <param name="Queries">Most queries of a round.</param>
/// <param name="Seconds">What a contender works at least in a round, by searching its queries again.</param>
/// <param name="LongestRound">About what the slowest contender may work in a round: fewer queries then.</param>
internal sealed record Plan(int Rounds, int Queries, double Seconds, double LongestRound)
{
    /// <summary>To see that everything works.</summary>
    public static readonly Plan Dry = new(Rounds: 2, Queries: 4, Seconds: 0.001, LongestRound: 0.05);
}
