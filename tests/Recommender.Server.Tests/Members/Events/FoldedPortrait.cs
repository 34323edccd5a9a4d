using Recommender.Server.Members.Events;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members.Events;

/// <summary>A portrait that changes are folded into, as the store does it.</summary>
internal sealed class FoldedPortrait
{
    public const uint Start = 1_767_225_600;

    private readonly EventFold _fold = new();
    private byte[] _portrait = [];

    /// <summary>On a scale from 0 to 10, of which what is below 4 is dislike.</summary>
    public static EventTerms Terms { get; } = new(new EventStrengths(), new StrengthScale(4, 10, 4, IsLogarithmic: false), reachSeconds: 40 * 86_400);

    public byte[] Bytes => _portrait;

    // The checksum is the store's to write.
    public PortraitReader Read() => PortraitReader.OpenChecked(_portrait);

    /// <summary>Begins with a portrait that was made otherwise.</summary>
    public static FoldedPortrait Of(PortraitContent content)
    {
        var portrait = new byte[PortraitWriter.BytesOf(content)];
        PortraitWriter.Write(content, portrait);
        return new FoldedPortrait { _portrait = portrait };
    }

    /// <summary>Folds a batch in.</summary>
    /// <returns>How many were new.</returns>
    public int Add(params ReadOnlySpan<PackedEvent> events)
    {
        var change = new byte[PortraitChange.BytesOf(events.Length)];
        PortraitChange.Write(Terms, events, change);
        var folded = new byte[PortraitLimits.Bytes];
        var bytes = _fold.Fold(_portrait, change, folded);
        if (bytes > 0) _portrait = folded[..bytes];
        return _fold.NewCount;
    }

    /// <summary>An event some seconds after the start.</summary>
    public static PackedEvent Event(ulong id, PackedEventKind kind, ulong title, uint after, uint position = 0, uint duration = 0) =>
        new(id << 1, title, Start + after, position, duration, kind, Hour: (byte)(after / 3_600 % 24), Device: (byte)(id % 5));

    /// <summary>The entry of a title.</summary>
    public HistoryEntry? Entry(ulong title)
    {
        foreach (var entry in Read().History)
            if (entry.Title == title) return entry;
        return null;
    }

    /// <summary>Everything that order must not change, in an order of its own; strengths apart.</summary>
    public string Told()
    {
        var portrait = Read();
        return string.Join('\n', (string[])
        [
            .. portrait.History.ToArray().Select(static entry => $"{entry with { Strength = 0 }}"),
            .. portrait.Hidden.ToArray().Select(static mark => $"hidden {mark}"),
            .. portrait.Listed.ToArray().Select(static mark => $"listed {mark}"),
            .. portrait.Impressions.ToArray().OrderBy(static shown => shown.Title).Select(static shown => $"shown {shown.Title} {shown.Time} {shown.Count:F3}"),
            .. portrait.Habits.ToArray().Select(static habit => $"{habit}"),
        ]);
    }

    public float[] Strengths() => [.. Read().History.ToArray().Select(static entry => entry.Strength)];
}
