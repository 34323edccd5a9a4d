using System.Collections.Immutable;
using System.Globalization;

namespace Recommender.Server.Members.Events;

/// <summary>Strengths as people write them: <c>play=0.15,hide=-1</c>, what is not named as usual.</summary>
internal static class EventStrengthsText
{
    private const float Most = 10;

    private static readonly ImmutableArray<Part> Parts =
    [
        new("play", -Most, Most, static s => s.Play, static (s, value) => s with { Play = value }),
        new("completion", -Most, Most, static s => s.Completion, static (s, value) => s with { Completion = value }),
        new("complete", -Most, Most, static s => s.Complete, static (s, value) => s with { Complete = value }),
        new("abandon-early", -Most, Most, static s => s.AbandonEarly, static (s, value) => s with { AbandonEarly = value }),
        new("abandon-late", -Most, Most, static s => s.AbandonLate, static (s, value) => s with { AbandonLate = value }),
        new("early-seconds", 0, 86_400, static s => s.EarlySeconds, static (s, value) => s with { EarlySeconds = (int)value }),
        new("thumbs-up", -Most, Most, static s => s.ThumbsUp, static (s, value) => s with { ThumbsUp = value }),
        new("thumbs-down", -Most, Most, static s => s.ThumbsDown, static (s, value) => s with { ThumbsDown = value }),
        new("hide", -Most, Most, static s => s.Hide, static (s, value) => s with { Hide = value }),
        new("list", -Most, Most, static s => s.List, static (s, value) => s with { List = value }),
        new("select", -Most, Most, static s => s.Select, static (s, value) => s with { Select = value }),
        new("artwork-view", -Most, Most, static s => s.ArtworkView, static (s, value) => s with { ArtworkView = value }),
        new("trailer-view", -Most, Most, static s => s.TrailerView, static (s, value) => s with { TrailerView = value }),
        new("least", 0, 1, static s => s.Least, static (s, value) => s with { Least = value }),
        new("half-life-days", 1, 3_650, static s => s.HalfLifeDays, static (s, value) => s with { HalfLifeDays = (int)value }),
    ];

    /// <summary>What is allowed, in words.</summary>
    public static string Allowed { get; } = $"a list such as play=0.2,hide=-1 of {string.Join(", ", Parts.Select(static part => $"{part.Name} ({Text(part.Least)} to {Text(part.Greatest)})"))}";

    /// <summary>All of them.</summary>
    public static string Write(EventStrengths strengths) => string.Join(',', Parts.Select(part => $"{part.Name}={Text(part.Read(strengths))}"));

    /// <summary>Reads some; the others are as they are by default.</summary>
    /// <returns>Null where a name or a number is not allowed.</returns>
    public static EventStrengths? TryRead(string text)
    {
        var strengths = new EventStrengths();
        foreach (var said in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (said.Split('=', StringSplitOptions.TrimEntries) is not [var name, var number]) return null;
            var part = Parts.FirstOrDefault(part => part.Name == name);
            if (part is null || !float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= part.Least && value <= part.Greatest)) return null;
            strengths = part.Apply(strengths, value);
        }

        return strengths;
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Part(string Name, float Least, float Greatest, Func<EventStrengths, float> Read, Func<EventStrengths, float, EventStrengths> Apply);
}
