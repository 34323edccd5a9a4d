using System.Text;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;
using Recommender.V1;
using Curtailment = Recommender.V1.Curtailment;
using ReasonKind = Recommender.Ranking.Pages.ReasonKind;
using RowKind = Recommender.Ranking.Pages.RowKind;

namespace Recommender.Server.Tests.Pages;

/// <summary>The definition of what a page is on the wire: the generated message, filled field by field.</summary>
internal static class GeneratedPage
{
    public static RecommendResponse Of(ServedGeneration served, Page page, string decision)
    {
        var response = new RecommendResponse
        {
            DecisionId = decision,
            Versions = new Versions
            {
                Generation = served.Ranking.Number,
                Model = served.Ranking.ModelVersion,
                Catalog = served.Ranking.Catalog.Version,
                Recipe = served.Ranking.Recipe.Name,
            },
            Curtailment = (Curtailment)page.Curtailment,
        };
        foreach (var row in page.Rows.Span) response.Rows.Add(RowOf(served, page, row));
        return response;
    }

    private static Row RowOf(ServedGeneration served, Page page, PageRow row)
    {
        var anchor = row.Kind == RowKind.BecauseYouWatched ? IdOf(served, row.Subject) : "";
        var (id, name) = row.Kind switch
        {
            RowKind.ContinueWatching => ("continue-watching", "Continue watching"),
            RowKind.TopPicks => ("top-picks", "Top picks for you"),
            RowKind.BecauseYouWatched => ($"because-you-watched:{anchor}", $"Because you watched {SampleServed.NameOf(anchor)}"),
            RowKind.CommunityFavourites => ("community-favourites", "Loved by viewers with your taste"),
            RowKind.TrendingNow => ("trending-now", "Trending now"),
            RowKind.New => ("new", "New"),
            _ => (Encoding.UTF8.GetString(served.Ranking.MicroGenres.RowIds[row.Subject]), served.Ranking.MicroGenres.Names[row.Subject]),
        };
        var message = new Row { RowId = id, Name = name, Kind = (V1.RowKind)row.Kind, AnchorTitleId = anchor, Affinity = row.Affinity };
        for (var i = 0; i < row.Count; i++) message.Titles.Add(TitleOf(served, page, page.Titles[row.First + i]));
        return message;
    }

    private static RecommendedTitle TitleOf(ServedGeneration served, Page page, PlacedTitle title)
    {
        var message = new RecommendedTitle { TitleId = IdOf(served, title.Row), Score = title.Score, ResumeSeconds = title.ResumeSeconds };
        if (title.Artwork >= 0) message.Artwork = ArtworkOf(title.Artwork, title.ArtworkPropensity);
        if (title.Trailer >= 0) message.Trailer = ArtworkOf(title.Trailer, title.TrailerPropensity);
        foreach (var reason in page.Reasons.Span.Slice(title.FirstReason, title.ReasonCount)) message.Reasons.Add(ReasonOf(served, reason));
        return message;
    }

    private static ChosenArtwork ArtworkOf(int artwork, float propensity) =>
        new() { ArtworkId = SampleServed.ArtworkIdOf(artwork), Uri = SampleServed.UriOf(artwork), Propensity = propensity };

    private static Reason ReasonOf(ServedGeneration served, PlacedReason reason) => new()
    {
        Kind = reason.Kind.ToString().ToLowerInvariant(),
        Subject = reason.Kind switch
        {
            ReasonKind.Watched => IdOf(served, reason.Subject),
            ReasonKind.Community => served.Ranking.Communities.Descriptions[reason.Subject],
            ReasonKind.Tag => served.Ranking.Tags.Names[reason.Subject],
            _ => "",
        },
        Weight = reason.Weight,
    };

    private static string IdOf(ServedGeneration served, int row) => Encoding.UTF8.GetString(served.Ranking.Catalog.PartOf(row, out var local).Ids[local]);
}
