using Recommender.Learning.Data;
using Recommender.Numerics.Clustering;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Communities;

/// <summary>Communities in a file.</summary>
internal static class TasteCommunitiesFile
{
    public const string Kind = "recommender.taste-communities";

    private const int Version = 1;
    private const string Centroids = "centroids";
    private const string Sharpness = "sharpness";
    private const string Memberships = "memberships";
    private const string Sizes = "sizes";
    private const string Descriptions = "descriptions";
    private const string Tags = "tags";
    private const string TagLifts = "tag-lifts";
    private const string Favourites = "favourites";
    private const string FavouriteLifts = "favourite-lifts";

    public static void Save(string path, TasteCommunities communities)
    {
        var texts = communities.Texts;
        using var file = SectionFileWriter.Create(path, Kind, Version);
        communities.Centroids.Save(file, Centroids);
        file.Write<float>(Sharpness, [communities.Sharpness]);
        file.Write<int>(Memberships, [communities.Memberships]);
        file.Write<float>(Sizes, texts.Sizes);
        TextColumn.Write(file, Descriptions, texts.Descriptions);
        texts.Tags.Save(file, Tags);
        texts.TagLifts.Save(file, TagLifts);
        texts.Favourites.Save(file, Favourites);
        texts.FavouriteLifts.Save(file, FavouriteLifts);
        file.Commit();
    }

    public static TasteCommunities Load(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        using var sharpness = file.Vector<float>(Sharpness, 1);
        using var memberships = file.Vector<int>(Memberships, 1);
        if (!(sharpness[0] > 0)) throw new InvalidFileException(path, 0, $"sharpness is {sharpness[0]}; it must be above 0");
        using var sizes = file.Vector<float>(Sizes);
        var texts = new CommunityTexts(
            sizes.Span.ToArray(), TextColumn.Read(file, Descriptions), file.CompressedRows<int>(Tags), file.CompressedRows<float>(TagLifts),
            file.CompressedRows<int>(Favourites), file.CompressedRows<float>(FavouriteLifts));
        var centroids = file.Matrix<float>(Centroids);
        var assigner = centroids.Rows == 0 ? null : new CommunityAssigner(new NearestCentroids(centroids), sharpness[0]);
        var communities = new TasteCommunities(centroids, assigner, memberships[0], texts);
        if (texts.Fault(centroids.Rows) is not { } fault) return communities;

        communities.Dispose();
        throw new InvalidFileException(path, 0, fault);
    }
}
