using Recommender.Learning.Artworks;

namespace Recommender.Server.Artworks;

/// <summary>What came of showing a title, so far.</summary>
internal struct Trial
{
    /// <summary>The decision.</summary>
    public UInt128 Decision;

    /// <summary>Hash of the title's id.</summary>
    public ulong Title;

    /// <summary>Hash of the image's id; 0 where it is not known.</summary>
    public ulong Image;

    /// <summary>Hash of the trailer's id; 0 where there was no choice.</summary>
    public ulong Trailer;

    /// <summary>What was watched was rewarded with.</summary>
    public double Reward;

    /// <summary>How much was watched.</summary>
    public PlayTally Play;

    /// <summary>The persona's context.</summary>
    public int Context;

    /// <summary>Whether there was another image.</summary>
    public bool ImageWasChosen;

    /// <summary>Whether the image counts as seen.</summary>
    public bool ImageSeen;

    /// <summary>Whether the trailer does.</summary>
    public bool TrailerSeen;

    /// <summary>Takes down with what it was shown.</summary>
    public void Begin(ShownArtworks shown, int context)
    {
        var artworks = shown.Title.Artworks;
        ImageWasChosen = shown.Image >= 0;
        Image = ImageWasChosen ? artworks[shown.Image] : shown.Title.Images == 1 ? artworks[0] : 0;
        Trailer = shown.Trailer >= 0 ? artworks[shown.Trailer] : 0;
        Context = context;
    }
}
