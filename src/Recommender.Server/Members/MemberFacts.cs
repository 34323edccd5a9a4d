using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What is known of a member, of which a portrait is painted; what is not set is empty.</summary>
public readonly ref struct MemberFacts
{
    /// <summary>What the member did, the latest first, each title once; strengths on the scale of what the model is trained from.</summary>
    public ReadOnlySpan<HistoryEntry> History { get; init; }

    /// <summary>Titles not to be shown again.</summary>
    public ReadOnlySpan<TitleMark> Hidden { get; init; }

    /// <summary>The member's list.</summary>
    public ReadOnlySpan<TitleMark> Listed { get; init; }

    /// <summary>What the member named at first.</summary>
    public ReadOnlySpan<OnboardingTaste> Tastes { get; init; }

    /// <summary>The member's vector in the served model, where the training has it; where it is empty, it is solved for.</summary>
    public ReadOnlySpan<float> Embedding { get; init; }
}
