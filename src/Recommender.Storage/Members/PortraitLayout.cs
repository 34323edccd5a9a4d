using System.Buffers.Binary;
using System.Numerics;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Members;

/// <summary>
/// Version 2 of a packed portrait, little-endian: <see cref="PackedHeader"/> (16 bytes), the model's version (8), the number of
/// entries of each section (2 each), the embedding, the sections in their order, and perhaps zeros (<see cref="MostBytes"/>).
/// Version 1 has no activities, zeros for their number, and none at its end.
/// </summary>
internal static class PortraitLayout
{
    public const byte Version = 2;

    public const int Sections = 10;

    public const int HeaderBytes = CountsAt + (2 * Sections);

    public const int ModelAt = PackedHeader.Bytes;

    private const int CountsAt = ModelAt + 8;
    private const int LeastRoom = 64;
    private const int DerivedBytes = (4 * PortraitLimits.Dimension) + (6 * PortraitLimits.Communities) + (10 * PortraitLimits.Tags);

    private static ReadOnlySpan<byte> EntryBytes => [6, 10, 26, 12, 12, 16, 6, 9, 8, 65];

    private static ReadOnlySpan<ushort> MostEntries =>
    [
        PortraitLimits.Communities, PortraitLimits.Tags, PortraitLimits.History, PortraitLimits.Hidden, PortraitLimits.Listed,
        PortraitLimits.Impressions, PortraitLimits.Habits, PortraitLimits.Tastes, PortraitLimits.RecentEvents, PortraitLimits.Activities,
    ];

    public static int CountAt(PortraitSection section) => CountsAt + (2 * (int)section);

    public static int Count(ReadOnlySpan<byte> portrait, PortraitSection section) => BinaryPrimitives.ReadUInt16LittleEndian(portrait[CountAt(section)..]);

    public static int Most(PortraitSection section) => MostEntries[(int)section];

    public static int BytesOf(PortraitSection section, int count) => EntryBytes[(int)section] * count;

    /// <summary>Bytes of a portrait with room to grow: a multiple of 64, or of an eighth of the power of two below.</summary>
    public static int WithRoom(int bytes)
    {
        var step = Math.Max(LeastRoom, (1 << BitOperations.Log2((uint)bytes)) / 8);
        return (bytes + step - 1) / step * step;
    }

    /// <summary>Most bytes of a portrait with zeros: what is derived may be missing for now and come back.</summary>
    public static int MostBytes(int bytes) => Math.Min(PortraitLimits.Bytes, WithRoom(bytes + DerivedBytes));

    /// <summary>Where a section begins; with the number of sections, where the portrait ends.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> portrait, PortraitSection section)
    {
        var offset = HeaderBytes + PackedHeader.EmbeddingBytes(PackedHeader.Dimension(portrait), PackedHeader.Flags(portrait));
        for (var before = default(PortraitSection); before < section; before++) offset += BytesOf(before, Count(portrait, before));
        return offset;
    }
}
