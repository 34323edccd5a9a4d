using System.Buffers;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>Packs titles: the same title gives the same bytes. Safe from many threads.</summary>
public static class TitleWriter
{
    /// <summary>Packs a title.</summary>
    /// <returns>Its bytes, at most 65,536.</returns>
    /// <exception cref="ArgumentException">Something of it is out of its limits; the message names it.</exception>
    public static byte[] Write(Title title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var buffer = ArrayPool<byte>.Shared.Rent(TitleLimits.Bytes);
        try
        {
            return Write(title, buffer.AsSpan(0, TitleLimits.Bytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Write(Title title, Span<byte> buffer)
    {
        var writer = new PackedWriter("title", buffer);
        var tables = new TagTable(title);
        WriteHeader(ref writer, title, tables);
        WriteEmbedding(ref writer, title);
        foreach (var window in title.Availability) WriteWindow(ref writer, window);
        writer.WriteText(title.Name, writer.CheckedBytes("the name", title.Name, least: 0, TitleLimits.NameBytes));
        writer.WriteText(title.Franchise, writer.CheckedBytes("the franchise", title.Franchise, least: 0, TitleLimits.IdBytes));
        foreach (var group in tables.Groups) writer.WriteShort("a tag group", group, least: 1, TitleLimits.GroupBytes);
        WriteTags(ref writer, title, tables);
        foreach (var artwork in title.Artworks) WriteArtwork(ref writer, artwork, tables);
        foreach (var credit in title.People) WriteCredit(ref writer, credit);
        return Sealed(writer, title);
    }

    private static byte FlagsOf(Title title) => title.Precision == EmbeddingPrecision.Fp16 ? PackedHeader.HalfPrecision : (byte)0;

    private static void WriteHeader(ref PackedWriter writer, Title title, TagTable tables)
    {
        writer.Skip(PackedHeader.Bytes);
        writer.CheckedCount("elements of the embedding", title.Embedding.Length, least: 0, PortraitLimits.Dimension);
        writer.Write(new TitleHeader
        {
            AddedAt = title.AddedAt,
            Year = title.Year,
            Kind = title.Kind,
            Maturity = title.Maturity,
            Windows = (ushort)writer.CheckedCount("availability windows", title.Availability.Count, least: 0, TitleLimits.Windows),
            NameBytes = (ushort)writer.CheckedBytes("the name", title.Name, least: 0, TitleLimits.NameBytes),
            FranchiseBytes = (ushort)writer.CheckedBytes("the franchise", title.Franchise, least: 0, TitleLimits.IdBytes),
            Groups = (ushort)writer.CheckedCount("tag groups", tables.Groups.Count, least: 0, TitleLimits.Groups),
            BorneTags = (ushort)title.Tags.Count,
            AllTags = (ushort)writer.CheckedCount("tags", tables.Tags.Count, least: 0, TitleLimits.Tags),
            Artworks = (ushort)writer.CheckedCount("artworks", title.Artworks.Count, least: 0, TitleLimits.Artworks),
            EmbeddingModel = title.EmbeddingModel,
            People = (ushort)writer.CheckedCount("people", title.People.Count, least: 0, TitleLimits.People),
        });
    }

    private static void WriteEmbedding(ref PackedWriter writer, Title title)
    {
        foreach (var element in title.Embedding.Span)
        {
            if (!float.IsFinite(element)) throw new ArgumentException($"the embedding has the element {element}; allowed are finite numbers", nameof(title));
            if (title.Precision == EmbeddingPrecision.Fp16) writer.Write((Half)element);
            else writer.Write(element);
        }
    }

    private static void WriteWindow(ref PackedWriter writer, AvailabilityWindow window)
    {
        if (window.From >= window.Until) throw new ArgumentException($"an availability window lasts from {window.From} until {window.Until}; it must end after it starts", nameof(window));
        writer.Write(window);
    }

    private static void WriteTags(ref PackedWriter writer, Title title, TagTable tables)
    {
        for (var i = 0; i < tables.Tags.Count; i++)
        {
            var (group, id) = tables.Tags[i];
            var weight = i < title.Tags.Count ? title.Tags[i].Weight : 0;
            if (!Half.IsFinite((Half)weight)) throw new ArgumentException($"tag '{id}' has the weight {weight}; allowed are finite numbers within ±65,504", nameof(title));
            writer.Write((byte)tables.GroupOf(group));
            writer.Write((Half)weight);
            writer.WriteShort("a tag's id", id, least: 1, TitleLimits.IdBytes);
        }
    }

    private static void WriteArtwork(ref PackedWriter writer, Artwork artwork, TagTable tables)
    {
        writer.Write(artwork.Kind);
        writer.WriteShort("an artwork's id", artwork.Id, least: 1, TitleLimits.IdBytes);
        writer.WriteLong("an artwork's uri", artwork.Uri, TitleLimits.UriBytes);
        writer.Write((byte)writer.CheckedCount("tags that one artwork depicts", artwork.Depicts.Count, least: 0, TitleLimits.Depicted));
        foreach (var tag in artwork.Depicts) writer.Write((ushort)tables.IndexOf(tag));
    }

    private static void WriteCredit(ref PackedWriter writer, Credit credit)
    {
        writer.Write(credit.Role);
        writer.WriteShort("a person's id", credit.Person, least: 1, TitleLimits.IdBytes);
    }

    private static byte[] Sealed(PackedWriter writer, Title title)
    {
        var bytes = writer.Written.ToArray();
        PackedHeader.Write(bytes, TitleHeader.Version, FlagsOf(title), title.Embedding.Length);
        PackedHeader.Seal(bytes, position: 0);
        return bytes;
    }
}
