namespace Recommender.Storage.Members;

/// <summary>Most that a portrait holds of each. What exceeds them is for the caller to choose from; the writer refuses it.</summary>
public static class PortraitLimits
{
    /// <summary>Elements of the embedding.</summary>
    public const int Dimension = 2_048;

    /// <summary>Taste communities.</summary>
    public const int Communities = 32;

    /// <summary>Tag affinities.</summary>
    public const int Tags = 256;

    /// <summary>Titles of the history.</summary>
    public const int History = 256;

    /// <summary>Hidden titles.</summary>
    public const int Hidden = 1_024;

    /// <summary>Titles of the member's list.</summary>
    public const int Listed = 512;

    /// <summary>Titles with impressions.</summary>
    public const int Impressions = 512;

    /// <summary>Habits.</summary>
    public const int Habits = 64;

    /// <summary>Onboarding tastes.</summary>
    public const int Tastes = 64;

    /// <summary>Events remembered, so that one that comes twice counts once.</summary>
    public const int RecentEvents = 256;

    /// <summary>Titles of which it is known when what was done with them.</summary>
    public const int Activities = 192;

    /// <summary>Bytes of a portrait in which everything is at its limit.</summary>
    public const int Bytes =
        PortraitLayout.HeaderBytes + (4 * Dimension) + (6 * Communities) + (10 * Tags) + (26 * History) + (12 * Hidden) + (12 * Listed)
        + (16 * Impressions) + (6 * Habits) + (9 * Tastes) + (8 * RecentEvents) + (65 * Activities);
}
