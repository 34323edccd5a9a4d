using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>What answers say of the titles of a part, as bytes of the wire that are made once. Immutable; safe from many threads.</summary>
public sealed class EncodedPart
{
    private readonly CompressedRows<byte> _titleFields;
    private readonly CompressedRows<byte> _names;
    private readonly CompressedRows<byte> _artworkFields;

    internal EncodedPart(CompressedRows<byte> titleFields, CompressedRows<byte> names, CompressedRows<byte> artworkFields) =>
        (_titleFields, _names, _artworkFields) = (titleFields, names, artworkFields);

    /// <summary>Field 1 of <c>RecommendedTitle</c>, the title's id, with tag and length.</summary>
    /// <param name="row">Row of the part.</param>
    public ReadOnlySpan<byte> TitleField(int row) => _titleFields[row];

    /// <summary>The title's name in UTF-8; its id where it has none.</summary>
    /// <param name="row">Row of the part.</param>
    public ReadOnlySpan<byte> Name(int row) => _names[row];

    /// <summary>Fields 1 and 2 of <c>ChosenArtwork</c>, the artwork's id and uri, with tags and lengths.</summary>
    /// <param name="artwork">Its row in the part's <see cref="Ranking.Catalogs.ArtworkTable"/>.</param>
    public ReadOnlySpan<byte> ArtworkFields(int artwork) => _artworkFields[artwork];

    /// <summary>An artwork's id in UTF-8.</summary>
    /// <param name="artwork">Its row in the part's <see cref="Ranking.Catalogs.ArtworkTable"/>.</param>
    public ReadOnlySpan<byte> ArtworkId(int artwork) => WireFields.First(_artworkFields[artwork], ArtworkColumns.ArtworkIdField);

    /// <summary>Asks for where these bytes are to be brought into the cache.</summary>
    internal void ExpectOffsets(int row, int artwork, int trailer)
    {
        _titleFields.ExpectOffsets(row);
        _artworkFields.ExpectOffsets(artwork);
        _artworkFields.ExpectOffsets(trailer);
    }

    /// <summary>Asks for these bytes to be brought into the cache; of an artwork below 0 there are none.</summary>
    internal void Expect(int row, int artwork, int trailer)
    {
        _titleFields.Expect(row);
        _artworkFields.Expect(artwork);
        _artworkFields.Expect(trailer);
    }
}
