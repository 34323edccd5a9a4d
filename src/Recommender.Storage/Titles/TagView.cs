using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>A tag of a packed title.</summary>
public readonly ref struct TagView : IPackedView<TagView>
{
    private TagView(byte group, Half weight, ReadOnlySpan<byte> id)
    {
        Group = group;
        Weight = weight;
        Id = id;
    }

    /// <summary>Its group, by its number in <see cref="TitleReader.Groups"/>.</summary>
    public int Group { get; }

    /// <summary>How much the title is so; 0 where only artworks depict it.</summary>
    public Half Weight { get; }

    /// <summary>Its id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <inheritdoc/>
    public static TagView Read(scoped ref PackedCursor cursor) => new(cursor.Read<byte>(), cursor.Read<Half>(), cursor.ReadShort());
}
