namespace Recommender.Peers.Contenders;

/// <summary>A peer with another setting than the one that was found for it.</summary>
internal sealed record AtProbes(string Name, PeerIndex Peer, int Probes, int Otherwise) : IContender
{
    public double Run(int first, int count)
    {
        Peer.Probe(Probes);
        var seconds = Peer.Run(first, count);
        Peer.Probe(Otherwise);
        return seconds;
    }
}
