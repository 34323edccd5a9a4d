using System.Text;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;

namespace Recommender.Server.Pages.Wire;

/// <summary>How reasons are told.</summary>
internal static class ReasonTexts
{
    /// <summary>The name of a kind.</summary>
    public static string Kind(ReasonKind kind) => kind switch
    {
        ReasonKind.Watched => "watched",
        ReasonKind.Community => "community",
        ReasonKind.Tag => "tag",
        ReasonKind.Popular => "popular",
        ReasonKind.Trending => "trending",
        ReasonKind.New => "new",
        _ => throw new InvalidOperationException($"there is no reason of kind {kind}"),
    };

    /// <summary>What a reason is about: a title's id, a community's description, a tag's name; nothing for the others.</summary>
    public static string Subject(ServedGeneration served, in PlacedReason reason) => reason.Kind switch
    {
        ReasonKind.Watched => Encoding.UTF8.GetString(served.Ranking.Catalog.PartOf(reason.Subject, out var local).Ids[local]),
        ReasonKind.Community => served.Ranking.Communities.Descriptions[reason.Subject],
        ReasonKind.Tag => served.Ranking.Tags.Names[reason.Subject],
        _ => "",
    };
}
