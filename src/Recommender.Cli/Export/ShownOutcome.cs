using Recommender.Learning.Artworks;

namespace Recommender.Cli.Export;

/// <summary>What came of a title of a decision.</summary>
internal struct ShownOutcome
{
    /// <summary>How much was watched.</summary>
    public PlayTally Play;

    /// <summary>Whether its trailer was.</summary>
    public bool SawTrailer;
}
