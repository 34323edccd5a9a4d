using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Storage.Titles;

namespace Recommender.Server.Catalogs;

/// <summary>Artworks of titles in the making. One thread at a time.</summary>
internal sealed class ArtworkColumns
{
    /// <summary>Of <c>ChosenArtwork</c>.</summary>
    public const int ArtworkIdField = 1;

    private const int UriField = 2;

    private readonly GrowingColumn<int> _first = new();
    private readonly GrowingColumn<int> _firstTrailer = new();
    private readonly RowsBuilder<int> _depicts = new();
    private readonly RowsBuilder<byte> _fields = new();
    private int _count;

    /// <summary>Starts with none.</summary>
    public ArtworkColumns() => _first.Add(0);

    /// <summary>Adds a title of the store.</summary>
    /// <param name="title">The title.</param>
    /// <param name="tagRows">Rows of its tags by their numbers in the title; -1 for those that are none.</param>
    public void Add(TitleReader title, ReadOnlySpan<int> tagRows)
    {
        Add(title, tagRows, trailers: false);
        _firstTrailer.Add(_count);
        Add(title, tagRows, trailers: true);
        _first.Add(_count);
    }

    /// <summary>Adds a title of another part.</summary>
    public void Add(BuiltPart from, int row)
    {
        var artworks = from.Columns.Artworks;
        _firstTrailer.Add(_count + artworks.FirstTrailer[row] - artworks.First[row]);
        for (var artwork = artworks.First[row]; artwork < artworks.First[row + 1]; artwork++, _count++)
        {
            _depicts.AddRow(artworks.Depicts[artwork]);
            _fields.AddRow(from.Encoded.ArtworkFields(artwork));
        }

        _first.Add(_count);
    }

    /// <summary>Adds a title without any.</summary>
    public void AddNone()
    {
        _firstTrailer.Add(_count);
        _first.Add(_count);
    }

    /// <summary>All that was added. More may be added behind it.</summary>
    public (ArtworkTable Table, CompressedRows<byte> Fields) Build() =>
        (new ArtworkTable { First = _first.Build(), FirstTrailer = _firstTrailer.Build(), Depicts = _depicts.Build() }, _fields.Build());

    private void Add(TitleReader title, ReadOnlySpan<int> tagRows, bool trailers)
    {
        foreach (var artwork in title.Artworks)
        {
            if (artwork.Kind == ArtworkKind.Trailer != trailers) continue;
            foreach (var tag in artwork.Depicts)
                if (tagRows[tag] >= 0 && !_depicts.Open.Contains(tagRows[tag])) _depicts.Add(tagRows[tag]);
            _depicts.EndRow();
            WireFields.Add(_fields, ArtworkIdField, artwork.Id);
            WireFields.Add(_fields, UriField, artwork.Uri);
            _fields.EndRow();
            _count++;
        }
    }
}
