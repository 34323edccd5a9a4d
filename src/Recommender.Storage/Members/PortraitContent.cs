namespace Recommender.Storage.Members;

/// <summary>
/// What a portrait holds, as spans of the caller's or of another portrait (<see cref="PortraitReader.Content"/>): a change copies
/// what it leaves alone from bytes to bytes. What is not set is empty.
/// </summary>
public readonly ref struct PortraitContent
{
    /// <summary>The embedding in fp32, written in <see cref="Precision"/>; empty where there is none or it is in <see cref="HalfEmbedding"/>.</summary>
    public ReadOnlySpan<float> Embedding { get; init; }

    /// <summary>The embedding in fp16, written as it is.</summary>
    public ReadOnlySpan<Half> HalfEmbedding { get; init; }

    /// <summary>How <see cref="Embedding"/> is written.</summary>
    public EmbeddingPrecision Precision { get; init; }

    /// <summary>The model that the embedding and the communities are of; 0 where there are none.</summary>
    public long ModelVersion { get; init; }

    /// <summary>Taste communities.</summary>
    public ReadOnlySpan<CommunityWeight> Communities { get; init; }

    /// <summary>Tag affinities.</summary>
    public ReadOnlySpan<TagAffinity> Tags { get; init; }

    /// <summary>The history, in the owner's order.</summary>
    public ReadOnlySpan<HistoryEntry> History { get; init; }

    /// <summary>Hidden titles.</summary>
    public ReadOnlySpan<TitleMark> Hidden { get; init; }

    /// <summary>The member's list.</summary>
    public ReadOnlySpan<TitleMark> Listed { get; init; }

    /// <summary>Impressions without a play.</summary>
    public ReadOnlySpan<ImpressionCount> Impressions { get; init; }

    /// <summary>Habits.</summary>
    public ReadOnlySpan<HabitWeight> Habits { get; init; }

    /// <summary>What the member named at first.</summary>
    public ReadOnlySpan<OnboardingTaste> Tastes { get; init; }

    /// <summary>Hashes of the ids of recent events, in the owner's order.</summary>
    public ReadOnlySpan<ulong> RecentEvents { get; init; }

    /// <summary>What was done lately with titles.</summary>
    public ReadOnlySpan<TitleActivity> Activities { get; init; }
}
