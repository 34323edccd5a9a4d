namespace Recommender.PolicyFigures;

/// <summary>Chooses artworks and learns from what comes of it.</summary>
public interface IArtworkPolicy
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>Chooses.</summary>
    int Choose(int title, int persona, Random random);

    /// <summary>Learns.</summary>
    void Observe(int title, int persona, int artwork, bool isPlayed);

    /// <summary>Called after every title was shown some times.</summary>
    void Settle();
}
