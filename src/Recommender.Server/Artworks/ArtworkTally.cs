namespace Recommender.Server.Artworks;

/// <summary>What was seen of a title's artworks in one context, by the hashes of their ids: artworks come and go, and keep what was seen of them. One thread at a time.</summary>
internal sealed class ArtworkTally
{
    /// <summary>Artworks that were seen.</summary>
    public ulong[] Artworks { get; private set; } = [];

    /// <summary>Which of them are trailers.</summary>
    public bool[] AreTrailers { get; private set; } = [];

    /// <summary>How often each was.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Sum of the rewards of each.</summary>
    public double[] Rewards { get; private set; } = [];

    /// <summary>Whether it waits to be learnt from.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Adds to what was seen of an artwork.</summary>
    public void Add(ulong artwork, bool isTrailer, double weight, double reward)
    {
        var at = Array.IndexOf(Artworks, artwork);
        if (at < 0)
        {
            at = Artworks.Length;
            (Artworks, AreTrailers, Weights, Rewards) = ([.. Artworks, artwork], [.. AreTrailers, isTrailer], [.. Weights, 0], [.. Rewards, 0]);
        }

        Weights[at] += weight;
        Rewards[at] += reward;
    }

    /// <summary>What was seen of an artwork.</summary>
    public (double Weight, double Reward) Of(ulong artwork)
    {
        var at = Array.IndexOf(Artworks, artwork);
        return at < 0 ? (0, 0) : (Weights[at], Rewards[at]);
    }
}
