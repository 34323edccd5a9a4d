using Recommender.Learning.Data;
using Recommender.Storage.Titles;
using StoredArtwork = Recommender.Storage.Titles.Artwork;
using StoredTag = Recommender.Storage.Titles.Tag;
using StoredTitle = Recommender.Storage.Titles.Title;
using StoredTitleTag = Recommender.Storage.Titles.TitleTag;
using Tag = Recommender.Learning.Data.Tag;
using Title = Recommender.Learning.Data.Title;

namespace Recommender.Server.Data;

/// <summary>Titles of a dataset as the store of titles keeps them. What a dataset does not say is as open as can be: everywhere, always, for all ages.</summary>
/// <param name="dataset">The dataset.</param>
internal sealed class StoredTitles(Dataset dataset)
{
    private static readonly AvailabilityWindow[] Everywhere = [new(default, 0, long.MaxValue)];

    private readonly long[] _start = TitleStart.Of(dataset);

    /// <summary>Packs a title.</summary>
    /// <exception cref="ArgumentException">It exceeds what the store holds of a title; the message says in what.</exception>
    public byte[] Pack(int row) => TitleWriter.Write(ToStored(dataset.Titles[row], _start[row]));

    private StoredTitle ToStored(Title title, long addedAt) => new()
    {
        Name = title.Name,
        Year = (short)Math.Clamp(title.Year ?? 0, 0, short.MaxValue),
        AddedAt = addedAt,
        Availability = Everywhere,
        Tags = [.. title.Tags.Select(tag => new StoredTitleTag(ToStored(dataset.Tags[tag.Tag]), tag.Weight))],
        Artworks = [.. title.Artworks.Select(static artwork => new StoredArtwork(artwork.Id, KindOf(artwork), artwork.Uri, [.. artwork.Depicts.Select(ToStored)]))],
    };

    private static StoredTag ToStored(Tag tag) => new(tag.Group, tag.Name);

    private static ArtworkKind KindOf(Learning.Data.Artwork artwork) => artwork.Kind switch
    {
        "still" => ArtworkKind.Still,
        "poster" => ArtworkKind.Poster,
        "trailer" => ArtworkKind.Trailer,
        _ => throw new ArgumentException($"artwork '{artwork.Id}' is a '{artwork.Kind}'; allowed are still, poster and trailer", nameof(artwork)),
    };
}
