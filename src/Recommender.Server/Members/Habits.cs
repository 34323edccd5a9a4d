namespace Recommender.Server.Members;

/// <summary>What the contexts of a portrait's habits are.</summary>
internal static class Habits
{
    /// <summary>Hours of the day: these contexts are the first, on the member's clock.</summary>
    public const int Hours = 24;
}
