using Recommender.Storage.Members;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Decisions;

/// <summary>A title as the decisions that follow know it by its number, until the number is given anew.</summary>
/// <remarks>Little-endian: head, number (32 bits), length and bytes of the id, images and trailers (a byte each), length and bytes of each artwork's id.</remarks>
/// <param name="Number">The number.</param>
/// <param name="Id">The caller's, in UTF-8.</param>
/// <param name="Images">How many of the artworks are images; the rest are trailers.</param>
/// <param name="Artworks">Their ids, in UTF-8.</param>
public sealed record TitleRecord(int Number, byte[] Id, int Images, byte[][] Artworks)
{
    private const int FixedBytes = DecisionRecords.HeadBytes + sizeof(int) + 3;

    /// <summary>The hash of the id.</summary>
    public ulong Hash { get; } = IdHash.Of(Id);

    /// <summary>Bytes that it takes.</summary>
    public int Length => FixedBytes + Id.Length + Artworks.Length + Artworks.Sum(static artwork => artwork.Length);

    /// <summary>Writes it.</summary>
    /// <returns>What was written.</returns>
    public ReadOnlySpan<byte> Write(Span<byte> into)
    {
        var writer = new PackedWriter("title of a decision", into);
        writer.Write((byte)DecisionRecordKind.Title);
        writer.Write(DecisionRecords.Version);
        writer.Write(Number);
        writer.WriteShort(Id);
        writer.Write((byte)Images);
        writer.Write((byte)(Artworks.Length - Images));
        foreach (var artwork in Artworks) writer.WriteShort(artwork);
        return writer.Written;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidValueException">The bytes are none.</exception>
    public static TitleRecord Read(ReadOnlySpan<byte> record)
    {
        var cursor = DecisionRecords.Read("title of a decision", DecisionRecordKind.Title, record);
        var (number, id) = (cursor.Read<int>(), cursor.ReadShort().ToArray());
        var (images, trailers) = (cursor.Read<byte>(), cursor.Read<byte>());
        var artworks = new byte[images + trailers][];
        for (var i = 0; i < artworks.Length; i++) artworks[i] = cursor.ReadShort().ToArray();
        return new(number, id, images, artworks);
    }
}
