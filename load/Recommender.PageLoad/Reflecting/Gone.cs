using Recommender.V1;

namespace Recommender.PageLoad.Reflecting;

/// <summary>A title that was hidden, or watched to its end, is on the page no more.</summary>
internal sealed class Gone(EventKind kind) : IEffect
{
    private const int Duration = 5400;

    /// <inheritdoc/>
    public Event Make(Row row, RecommendedTitle title) =>
        new() { Kind = kind, TitleId = title.TitleId, RowId = row.RowId, ArtworkId = title.Artwork?.ArtworkId ?? "", PositionSeconds = kind is EventKind.Complete ? Duration : 0, DurationSeconds = Duration };

    /// <inheritdoc/>
    public string? Fault(RecommendResponse after, Event recorded) =>
        after.Rows.FirstOrDefault(row => row.Titles.Any(title => title.TitleId == recorded.TitleId)) is { } row
            ? $"{kind} of title '{recorded.TitleId}' was acknowledged, and the next page of member '{recorded.MemberId}' shows it in row '{row.Name}'"
            : null;
}
