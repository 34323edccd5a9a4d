using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>An artwork of a packed title.</summary>
public readonly ref struct ArtworkView : IPackedView<ArtworkView>
{
    private ArtworkView(ArtworkKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> uri, ReadOnlySpan<ushort> depicts)
    {
        Kind = kind;
        Id = id;
        Uri = uri;
        Depicts = depicts;
    }

    /// <summary>What it is.</summary>
    public ArtworkKind Kind { get; }

    /// <summary>Its id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>Where it is, in UTF-8.</summary>
#pragma warning disable CA1056 // Handed on, never opened.
    public ReadOnlySpan<byte> Uri { get; }
#pragma warning restore CA1056

    /// <summary>The tags that it depicts, by their numbers in <see cref="TitleReader.Tags"/>.</summary>
    public ReadOnlySpan<ushort> Depicts { get; }

    /// <inheritdoc/>
    public static ArtworkView Read(scoped ref PackedCursor cursor) =>
        new(cursor.Read<ArtworkKind>(), cursor.ReadShort(), cursor.ReadLong(), cursor.Rows<ushort>(cursor.Read<byte>()));
}
