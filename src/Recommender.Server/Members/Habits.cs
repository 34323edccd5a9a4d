namespace Recommender.Server.Members;

/// <summary>What the contexts of a portrait's habits are.</summary>
internal static class Habits
{
    /// <summary>Hours of the day: these contexts are the first, on the member's clock.</summary>
    public const int Hours = 24;

    /// <summary>Device 0, which is none; the others follow by their numbers on the wire.</summary>
    public const int FirstDevice = Hours;
}
