using Recommender.Learning.Artworks;

namespace Recommender.Server.Artworks;

/// <summary>What came of showing a title, so far.</summary>
internal struct Trial
{
    /// <summary>With what it was shown.</summary>
    public ShownArtworks Shown;

    /// <summary>The persona's context.</summary>
    public int Context;

    /// <summary>How much was watched.</summary>
    public PlayTally Play;

    /// <summary>What that was rewarded with.</summary>
    public double Reward;

    /// <summary>Whether the image counts as seen.</summary>
    public bool ImageSeen;

    /// <summary>Whether the trailer does.</summary>
    public bool TrailerSeen;
}
