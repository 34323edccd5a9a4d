using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Recommender.V1;

namespace Recommender.Server.Rehearsals;

/// <summary>What members do with the page that was seen last, and without one: far more is seen than is played.</summary>
/// <param name="name">Begins the events' ids.</param>
/// <param name="random">Draws.</param>
internal sealed class RehearsedEvents(string name, Random random)
{
    private const int Duration = 5_400;

    private static readonly EventKind[] Kinds =
    [
        .. Enumerable.Repeat(EventKind.Impression, 20), .. Enumerable.Repeat(EventKind.Progress, 8), .. Enumerable.Repeat(EventKind.Play, 3),
        EventKind.Pause, EventKind.SeekBack, EventKind.SeekForward, EventKind.Stop, EventKind.Complete, EventKind.Abandon, EventKind.ThumbsUp,
        EventKind.ThumbsDown, EventKind.ClearThumbs, EventKind.Hide, EventKind.Unhide, EventKind.AddToList, EventKind.RemoveFromList,
        EventKind.Search, EventKind.Select, EventKind.ArtworkView, EventKind.TrailerView,
    ];

    private string _member = "a-stranger";
    private RecommendResponse _page = new();
    private int _made;

    /// <summary>A member saw a page.</summary>
    public void Seen(string member, RecommendResponse page)
    {
        if (page.Rows.Count > 0) (_member, _page) = (member, page);
    }

    /// <summary>Draws events; none of an id that was drawn before.</summary>
    public IEnumerable<Event> Draw(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            if (kind == EventKind.Search || _page.Rows.Count > 0) yield return Of(kind);
        }

        yield return Of(EventKind.Search);
    }

    private Event Of(EventKind kind)
    {
        var drawn = new Event
        {
            EventId = string.Create(CultureInfo.InvariantCulture, $"{name}{_made++}"),
            MemberId = _member,
            Kind = kind,
            Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow),
            Device = (DeviceKind)random.Next((int)DeviceKind.Tv, (int)DeviceKind.Web + 1),
        };
        if (kind is EventKind.Search or EventKind.Select) drawn.Query = "something to laugh at";
        if (kind == EventKind.Search) return drawn;

        var row = _page.Rows[random.Next(_page.Rows.Count)];
        var title = row.Titles[random.Next(row.Titles.Count)];
        (drawn.DecisionId, drawn.RowId, drawn.TitleId, drawn.ArtworkId) = (_page.DecisionId, row.RowId, title.TitleId, title.Artwork?.ArtworkId ?? "");
        if (kind is EventKind.Progress or EventKind.Play or EventKind.Pause or EventKind.Stop or EventKind.Abandon or EventKind.Complete)
            (drawn.PositionSeconds, drawn.DurationSeconds) = (kind == EventKind.Complete ? Duration : random.Next(Duration), Duration);
        return drawn;
    }
}
