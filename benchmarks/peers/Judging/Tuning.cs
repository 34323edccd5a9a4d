using Recommender.Peers.Contenders;

namespace Recommender.Peers.Judging;

/// <summary>How a peer was set for a recall, and what it reached on the queries that did not set it.</summary>
/// <param name="Probes">ef or nprobe; the highest allowed when not even that reached the recall.</param>
/// <param name="Reached">Whether the recall was reached on the first half of the queries.</param>
/// <param name="Verified">Mean recall on the second half.</param>
internal sealed record Tuning(int Probes, bool Reached, double Verified)
{
    /// <summary>Bisects on the first half of the queries and leaves the peer with what it found.</summary>
    public static Tuning Of(PeerIndex peer, ExactAnswers exact, int queries, double goal, int lowest, int highest)
    {
        var half = queries / 2;
        var probes = Bisection.Least(lowest, highest, goal, tried =>
        {
            peer.Probe(tried);
            return exact.RecallOf(peer.Answers(0, half), first: 0);
        });
        peer.Probe(probes ?? highest);
        return new Tuning(probes ?? highest, probes is not null, exact.RecallOf(peer.Answers(half, half), half));
    }

    public override string ToString() => $"{Probes}{(Reached ? "" : " (the highest tried, not enough)")}, recall {Verified:F4}";
}
