using Recommender.Learning.Artworks;

namespace Recommender.Server.Artworks;

/// <summary>How artworks are learnt from what members do.</summary>
internal sealed record ArtworkLearningOptions
{
    /// <summary>When a play counts, and how much.</summary>
    public PlayRewardOptions Play { get; init; } = new();

    /// <summary>How long after a decision what happens is taken for what came of it.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Bytes of memory, about, for the decisions and impressions that events may still name: half for each.</summary>
    public long MemoryBytes { get; init; } = 128L << 20;

    /// <summary>How often what was seen is learnt from and shown.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Processor time that learning may take in a period, about.</summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often it is learnt anew what personas make of tags, and what was seen is written to a file.</summary>
    public TimeSpan LongPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What is believed of artworks.</summary>
    public ArtworkBanditOptions Beliefs { get; init; } = new();
}
