using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>Titles that were shown and not played since. One thread at a time.</summary>
internal sealed class ImpressionList
{
    /// <summary>Seconds in which a count is halved: after a month a title is as good as never shown.</summary>
    public const double HalfLife = 7 * 86_400;

    private const int None = -1;

    private readonly BoundedList<ImpressionCount> _counts = new(PortraitLimits.Impressions);

    public ReadOnlySpan<ImpressionCount> Span => _counts.Span;

    public void Set(ReadOnlySpan<ImpressionCount> counts) => _counts.Set(counts);

    /// <summary>Counts a showing. Where there is no room, what was shown least goes.</summary>
    public void Show(ulong title, uint time)
    {
        if (PlaceOf(title) is var place and not None)
        {
            ref var count = ref _counts.Span[place];
            count = count.Add(time, HalfLife);
            return;
        }

        if (_counts.IsFull) _counts.RemoveAt(LeastPlace(time));
        _counts.Add(new ImpressionCount(title, 1, time));
    }

    /// <summary>A title was played: what was shown before does not count any more.</summary>
    /// <remarks>A count does not know when each showing was. Where some were after the play, the latest of them is kept.</remarks>
    public void Play(ulong title, uint time)
    {
        if (PlaceOf(title) is not (var place and not None)) return;
        ref var count = ref _counts.Span[place];
        if (count.Time <= time) _counts.RemoveAt(place);
        else count = count with { Count = Math.Min(1, count.Count) };
    }

    private int PlaceOf(ulong title)
    {
        var counts = _counts.Span;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i].Title == title) return i;
        }

        return None;
    }

    private int LeastPlace(uint time)
    {
        var counts = _counts.Span;
        var least = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i].At(time, HalfLife) < counts[least].At(time, HalfLife)) least = i;
        }

        return least;
    }
}
