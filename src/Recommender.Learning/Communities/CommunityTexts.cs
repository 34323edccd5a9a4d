using Recommender.Numerics;

namespace Recommender.Learning.Communities;

/// <summary>What is told of communities, by community.</summary>
internal sealed record CommunityTexts(
    float[] Sizes, string[] Descriptions, CompressedRows<int> Tags, CompressedRows<float> TagLifts, CompressedRows<int> Favourites, CompressedRows<float> FavouriteLifts)
{
    /// <summary>Of no communities.</summary>
    public static CommunityTexts None => new([], [], Rows.Of<int>([]), Rows.Of<float>([]), Rows.Of<int>([]), Rows.Of<float>([]));

    public static CommunityTexts Of(CommunityMembers members, Told[][] tags, Told[][] favourites, CommunityDescription description) => new(
        [.. Enumerable.Range(0, tags.Length).Select(community => (float)members.Size(community))],
        [.. tags.Zip(favourites, description.Of)],
        Rows.Of(tags.Select(static told => Array.ConvertAll(told, static one => one.Row))),
        Rows.Of(tags.Select(static told => Array.ConvertAll(told, static one => one.Lift))),
        Rows.Of(favourites.Select(static told => Array.ConvertAll(told, static one => one.Row))),
        Rows.Of(favourites.Select(static told => Array.ConvertAll(told, static one => one.Lift))));

    /// <summary>What contradicts; null where nothing does.</summary>
    public string? Fault(int communities)
    {
        if (Sizes.Length != communities || Descriptions.Length != communities || Tags.Rows != communities || Favourites.Rows != communities)
            return $"there are {communities} communities, {Sizes.Length} sizes, {Descriptions.Length} descriptions, tags of {Tags.Rows} and favourites of {Favourites.Rows}";
        return Rows.Pair(Tags, TagLifts) && Rows.Pair(Favourites, FavouriteLifts) ? null : "lifts are not as many as what they belong to";
    }
}
