using Recommender.Learning.Factorization;
using Recommender.Storage.Members;

namespace Recommender.Server.Members;

/// <summary>What an entry of a history says of taste.</summary>
internal static class Taste
{
    /// <summary>Whether it says anything. One that was made by events and adds up to nothing does not.</summary>
    public static bool IsKnown(in HistoryEntry entry) => entry.Strength != 0 || entry.State == WatchState.None;

    /// <summary>How much the title was liked: -1 for a dislike, else 0 to 1.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="rule">Of the served model; null where there is none, and then the strength as it is.</param>
    public static float Of(in HistoryEntry entry, SignalRule? rule)
    {
        if (!IsKnown(entry)) return 0;
        if (rule is null) return entry.Strength;
        return IsDislikedWithout(rule, entry.Strength) ? -1 : rule.Liking(entry.Strength);
    }

    /// <summary>A rule by which strengths below zero are dislikes, though no such were known in training.</summary>
    public static SignalRule WithDislikes(SignalRule rule) =>
        rule.Options.NegativeBelow is null && rule.Least >= 0 ? rule with { Options = rule.Options with { NegativeBelow = 0 } } : rule;

    // A trained rule that knows no dislikes calls all likings.
    private static bool IsDislikedWithout(SignalRule rule, float strength) => rule.Options.NegativeBelow is null && rule.Least >= 0 && strength < 0;
}
