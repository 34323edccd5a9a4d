using Recommender.EndToEnd.Programs;

namespace Recommender.EndToEnd.Cases;

/// <summary>A client program against a server program.</summary>
internal sealed record Pairing(Peer Client, Peer Server)
{
    private static readonly Peer Ours = new OurPeer();
    private static readonly Peer Node = new NodePeer();
    private static readonly Peer Python = new PythonPeer();

    public static readonly IReadOnlyList<Pairing> All =
        [new(Ours, Ours), new(Node, Ours), new(Python, Ours), new(Ours, Python), new(Ours, Node)];

    public static IEnumerable<Peer> Peers => [Ours, Node, Python];

    public string Name => $"{Client.Name} client → {Server.Name} server";

    /// <summary>What is not installed; null if everything is there.</summary>
    public async Task<string?> Missing() => await Client.Missing ?? await Server.Missing;
}
