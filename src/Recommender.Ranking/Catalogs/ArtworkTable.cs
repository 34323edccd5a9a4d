using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Artworks of a part's titles, those of one title side by side: images (stills and posters) first, trailers after them.</summary>
public sealed class ArtworkTable
{
    /// <summary>By title, where its artworks begin; after the last, where they end; shape (titles + 1), or longer.</summary>
    public required int[] First { get; init; }

    /// <summary>By title, where its trailers begin: from there to the next title's first; shape (titles), or longer.</summary>
    public required int[] FirstTrailer { get; init; }

    /// <summary>By artwork, rows of the tags that it depicts, each once.</summary>
    public required CompressedRows<int> Depicts { get; init; }

    /// <summary>Number of artworks.</summary>
    public int Count => Depicts.Rows;

    /// <summary>Asks for what titles are chosen an artwork by to be brought into the cache: first for where it is, by this.</summary>
    internal void ExpectOffsets(int title) => Depicts.ExpectOffsets(First[title]);

    /// <summary>Then for itself.</summary>
    internal void Expect(int title) => Depicts.Expect(First[title], First[title + 1]);
}
