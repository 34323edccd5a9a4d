using Google.Protobuf.WellKnownTypes;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Titles of the wire to titles of the store, and back.</summary>
internal static class TitleMapping
{
    /// <summary>As the store keeps a title.</summary>
    /// <param name="title">Checked.</param>
    /// <param name="addedAt">When it came, where it does not say so itself; in seconds since 1970, UTC.</param>
    /// <param name="model">Number of the model in whose space its embedding is.</param>
    public static Title ToStore(V1.Title title, long addedAt, long model) => new()
    {
        Name = title.Name,
        Year = (short)title.Year,
        Maturity = (byte)title.Maturity,
        AddedAt = title.AddedAt?.Seconds ?? addedAt,
        Franchise = title.Franchise,
        Tags =
        [
            .. title.Tags.Select(static tag => new TitleTag(TagOf(tag.Tag), tag.Weight == 0 ? 1 : tag.Weight)),
            .. title.Languages.Select(static language => new TitleTag(new Tag(Vocabulary.LanguageGroup, language), 1)),
        ],
        Artworks = [.. title.Artworks.Select(static artwork => new Artwork(artwork.ArtworkId, (ArtworkKind)artwork.Kind, artwork.Uri, [.. artwork.Depicts.Select(TagOf)]))],
        Availability = TitleWindows.ToStore(title.Availability),
        Embedding = title.Embedding.ToArray(),
        EmbeddingModel = title.Embedding.Count == 0 ? 0 : (uint)model,
    };

    /// <summary>As the wire has a title.</summary>
    public static V1.Title ToWire(string id, Title title)
    {
        var wire = new V1.Title
        {
            TitleId = id,
            Name = title.Name,
            Year = title.Year,
            Maturity = title.Maturity,
            Franchise = title.Franchise,
            AddedAt = new Timestamp { Seconds = title.AddedAt },
        };
        foreach (var (tag, weight) in title.Tags)
        {
            if (tag.Group == Vocabulary.LanguageGroup) wire.Languages.Add(tag.Id);
            else wire.Tags.Add(new V1.TitleTag { Tag = TagOf(tag), Weight = weight });
        }

        wire.Artworks.AddRange(title.Artworks.Select(static artwork =>
        {
            var own = new V1.Artwork { ArtworkId = artwork.Id, Kind = (V1.ArtworkKind)artwork.Kind, Uri = artwork.Uri };
            own.Depicts.AddRange(artwork.Depicts.Select(TagOf));
            return own;
        }));
        wire.Availability.AddRange(TitleWindows.ToWire(title.Availability));
        wire.Embedding.AddRange(title.Embedding.ToArray());
        return wire;
    }

    private static Tag TagOf(V1.Tag tag) => new(tag.Group, tag.Name);

    private static V1.Tag TagOf(Tag tag) => new() { Group = tag.Group, Name = tag.Id };
}
