using Recommender.V1;

namespace Recommender.PageLoad.Events;

/// <summary>What members do, how often: far more is seen than is played, and players tell again and again how far they are.</summary>
internal static class EventMixture
{
    private static readonly (EventKind Kind, double Share)[] Shares =
    [
        (EventKind.Impression, 0.55), (EventKind.Progress, 0.2), (EventKind.Play, 0.06), (EventKind.Stop, 0.04), (EventKind.Pause, 0.03),
        (EventKind.Complete, 0.02), (EventKind.ArtworkView, 0.015), (EventKind.SeekBack, 0.01), (EventKind.SeekForward, 0.01),
        (EventKind.Abandon, 0.01), (EventKind.ThumbsUp, 0.01), (EventKind.AddToList, 0.01), (EventKind.Search, 0.01), (EventKind.Select, 0.01),
        (EventKind.TrailerView, 0.01), (EventKind.ThumbsDown, 0.003), (EventKind.RemoveFromList, 0.002),
    ];

    /// <summary>Of each kind that is drawn, its share of all.</summary>
    public static IReadOnlyDictionary<EventKind, double> ShareOf { get; } = Shares.ToDictionary(static pair => pair.Kind, static pair => pair.Share);

    /// <summary>Draws one.</summary>
    public static EventKind Draw(Random random)
    {
        var left = random.NextDouble();
        foreach (var (kind, share) in Shares)
        {
            left -= share;
            if (left < 0) return kind;
        }

        return Shares[0].Kind;   // what rounding leaves
    }
}
