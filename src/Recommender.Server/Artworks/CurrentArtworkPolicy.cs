using Recommender.Ranking.Artworks;

namespace Recommender.Server.Artworks;

/// <summary>What was learnt of artworks and is served now. Safe from many threads.</summary>
internal sealed class CurrentArtworkPolicy
{
    private ArtworkPolicy _policy = ArtworkPolicy.None;

    /// <summary>Read once per request and carried along: two reads may see two policies.</summary>
    public ArtworkPolicy Policy => Volatile.Read(ref _policy);

    /// <summary>Serves another from now on.</summary>
    public void Publish(ArtworkPolicy policy) => Volatile.Write(ref _policy, policy);
}
