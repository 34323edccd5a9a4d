using System.Runtime.InteropServices;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Titles;

/// <summary>
/// What follows <see cref="PackedHeader"/> in version 1 of a packed title, little-endian. Then come the embedding, the windows,
/// the name, the franchise, the groups, the tags (those that the title bears first, then those that only artworks depict), the
/// artworks and the people; text is UTF-8 after its length.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct TitleHeader
{
    public const int Bytes = 32;
    public const byte Version = 1;

    public long AddedAt;
    public short Year;
    public TitleKind Kind;
    public byte Maturity;
    public ushort Windows;
    public ushort NameBytes;
    public ushort FranchiseBytes;
    public ushort Groups;
    public ushort BorneTags;
    public ushort AllTags;
    public ushort Artworks;
    public ushort People;
    public uint EmbeddingModel;
}
