using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>A text of a packed title.</summary>
public readonly ref struct TextView : IPackedView<TextView>
{
    private TextView(ReadOnlySpan<byte> utf8) => Utf8 = utf8;

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <inheritdoc/>
    public static TextView Read(scoped ref PackedCursor cursor) => new(cursor.ReadShort());
}
