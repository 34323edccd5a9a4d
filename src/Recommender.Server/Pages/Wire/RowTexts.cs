using Recommender.Ranking.Pages;
using Recommender.Server.Generations;

namespace Recommender.Server.Pages.Wire;

/// <summary>How rows are called: ids that stay from page to page and from model to model, and names that people read.</summary>
internal static class RowTexts
{
    /// <summary>The id of a row.</summary>
    public static RowText Id(ServedGeneration served, in PageRow row) => row.Kind switch
    {
        RowKind.ContinueWatching => new("continue-watching"u8, []),
        RowKind.TopPicks => new("top-picks"u8, []),
        RowKind.BecauseYouWatched => new("because-you-watched:"u8, Anchor(served, row)),
        RowKind.CommunityFavourites => new("community-favourites"u8, []),
        RowKind.TrendingNow => new("trending-now"u8, []),
        RowKind.New => new("new"u8, []),
        RowKind.MicroGenre => new([], served.Ranking.MicroGenres.RowIds[row.Subject]),
        _ => throw new InvalidOperationException($"there is no row of kind {row.Kind}"),
    };

    /// <summary>The name of a row.</summary>
    public static RowText Name(ServedGeneration served, in PageRow row) => row.Kind switch
    {
        RowKind.ContinueWatching => new("Continue watching"u8, []),
        RowKind.TopPicks => new("Top picks for you"u8, []),
        RowKind.BecauseYouWatched => new("Because you watched "u8, served.PartOf(row.Subject, out var local).Name(local)),
        RowKind.CommunityFavourites => new("Loved by viewers with your taste"u8, []),
        RowKind.TrendingNow => new("Trending now"u8, []),
        RowKind.New => new("New"u8, []),
        RowKind.MicroGenre => new([], [], served.Ranking.MicroGenres.Names[row.Subject]),
        _ => throw new InvalidOperationException($"there is no row of kind {row.Kind}"),
    };

    /// <summary>The id of the title that a row is like; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Anchor(ServedGeneration served, in PageRow row) =>
        row.Kind == RowKind.BecauseYouWatched ? served.Ranking.Catalog.PartOf(row.Subject, out var local).Ids[local] : [];
}
