using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recommender.Storage.Packing;

namespace Recommender.Storage.Members;

/// <summary>Packs portraits: the same content gives the same bytes. No allocation; safe from many threads.</summary>
public static class PortraitWriter
{
    /// <summary>Bytes that a content takes, at most <see cref="PortraitLimits.Bytes"/>.</summary>
    /// <exception cref="ArgumentException">It exceeds a limit.</exception>
    public static int BytesOf(in PortraitContent content)
    {
        var dimension = Dimension(content);
        return PortraitLayout.HeaderBytes
            + PackedHeader.EmbeddingBytes(dimension, FlagsOf(content))
            + BytesOf(PortraitSection.Communities, content.Communities.Length)
            + BytesOf(PortraitSection.Tags, content.Tags.Length)
            + BytesOf(PortraitSection.History, content.History.Length)
            + BytesOf(PortraitSection.Hidden, content.Hidden.Length)
            + BytesOf(PortraitSection.Listed, content.Listed.Length)
            + BytesOf(PortraitSection.Impressions, content.Impressions.Length)
            + BytesOf(PortraitSection.Habits, content.Habits.Length)
            + BytesOf(PortraitSection.Tastes, content.Tastes.Length)
            + BytesOf(PortraitSection.RecentEvents, content.RecentEvents.Length)
            + BytesOf(PortraitSection.Activities, content.Activities.Length);
    }

    /// <summary>Packs a portrait.</summary>
    /// <param name="content">What it holds; none of it may lie in <paramref name="destination"/>.</param>
    /// <param name="destination">Receives the bytes.</param>
    /// <returns>The number of bytes written: <see cref="BytesOf(in PortraitContent)"/>.</returns>
    /// <exception cref="ArgumentException">A limit is exceeded, the embedding is not finite or the destination too short; nothing is written.</exception>
    public static int Write(in PortraitContent content, Span<byte> destination)
    {
        var bytes = WriteUnsealed(content, destination);
        PackedHeader.Seal(destination[..bytes], position: 0);
        return bytes;
    }

    /// <summary>Packs a portrait without its checksum, for a fold: the store writes it when the position is known.</summary>
    /// <inheritdoc cref="Write"/>
    public static int WriteUnsealed(in PortraitContent content, Span<byte> destination)
    {
        var bytes = BytesOf(content);
        if (destination.Length < bytes) throw new ArgumentException($"the destination has {destination.Length} bytes; needed are {bytes}", nameof(destination));
        CheckFinite(content.Embedding);

        var portrait = destination[..bytes];
        portrait[..PortraitLayout.HeaderBytes].Clear();
        PackedHeader.Write(portrait, PortraitLayout.Version, FlagsOf(content), Dimension(content));
        BinaryPrimitives.WriteInt64LittleEndian(portrait[PortraitLayout.ModelAt..], content.ModelVersion);
        var at = PortraitLayout.HeaderBytes + WriteEmbedding(content, portrait[PortraitLayout.HeaderBytes..]);
        at += Append(portrait, at, PortraitSection.Communities, content.Communities);
        at += Append(portrait, at, PortraitSection.Tags, content.Tags);
        at += Append(portrait, at, PortraitSection.History, content.History);
        at += Append(portrait, at, PortraitSection.Hidden, content.Hidden);
        at += Append(portrait, at, PortraitSection.Listed, content.Listed);
        at += Append(portrait, at, PortraitSection.Impressions, content.Impressions);
        at += Append(portrait, at, PortraitSection.Habits, content.Habits);
        at += Append(portrait, at, PortraitSection.Tastes, content.Tastes);
        at += Append(portrait, at, PortraitSection.RecentEvents, content.RecentEvents);
        Append(portrait, at, PortraitSection.Activities, content.Activities);
        return bytes;
    }

    /// <summary>
    /// Lengthens a packed portrait by zeros, so that it takes the place of the one before it and leaves its successors as much: the store
    /// writes a value over one that is as long, and one that has been shortened never gets its place back. Its checksum is not right any more.
    /// </summary>
    /// <param name="portrait">The portrait and what follows it.</param>
    /// <param name="bytes">Bytes of the portrait.</param>
    /// <param name="before">Bytes of the one before it, zeros included; 0 where there is none.</param>
    /// <returns>Bytes with the zeros: at most an eighth more, or 64; or as many as before, but not more than what is derived could fill.</returns>
    internal static int LeaveRoom(Span<byte> portrait, int bytes, int before)
    {
        var longer = Math.Min(PortraitLimits.Bytes, Math.Max(PortraitLayout.WithRoom(bytes), Math.Min(before, PortraitLayout.MostBytes(bytes))));
        portrait[bytes..longer].Clear();
        return longer;
    }

    private static int Dimension(in PortraitContent content)
    {
        if (!content.Embedding.IsEmpty && !content.HalfEmbedding.IsEmpty)
            throw new ArgumentException("the embedding is given in fp32 and in fp16; one of them is allowed", nameof(content));
        var dimension = content.Embedding.Length + content.HalfEmbedding.Length;
        return dimension <= PortraitLimits.Dimension
            ? dimension
            : throw new ArgumentException($"the embedding has {dimension} elements; allowed 0..{PortraitLimits.Dimension}", nameof(content));
    }

    private static byte FlagsOf(in PortraitContent content) =>
        !content.HalfEmbedding.IsEmpty || content.Precision == EmbeddingPrecision.Fp16 ? PackedHeader.HalfPrecision : (byte)0;

    private static void CheckFinite(ReadOnlySpan<float> embedding)
    {
        for (var i = 0; i < embedding.Length; i++)
        {
            if (!float.IsFinite(embedding[i])) throw new ArgumentException($"element {i} of the embedding is {embedding[i]}; allowed are finite numbers", nameof(embedding));
        }
    }

    private static int BytesOf(PortraitSection section, int count)
    {
        var most = PortraitLayout.Most(section);
        return count <= most
            ? PortraitLayout.BytesOf(section, count)
            : throw new ArgumentException($"the portrait has {count} entries in {section}; allowed 0..{most}", nameof(count));
    }

    private static int WriteEmbedding(in PortraitContent content, Span<byte> destination)
    {
        if (!content.HalfEmbedding.IsEmpty)
        {
            PackedRows.AsBytes(content.HalfEmbedding).CopyTo(destination);
            return 2 * content.HalfEmbedding.Length;
        }

        if (content.Precision == EmbeddingPrecision.Fp32)
        {
            PackedRows.AsBytes(content.Embedding).CopyTo(destination);
            return 4 * content.Embedding.Length;
        }

        var halves = MemoryMarshal.Cast<byte, Half>(destination);
        for (var i = 0; i < content.Embedding.Length; i++) halves[i] = (Half)content.Embedding[i];
        return 2 * content.Embedding.Length;
    }

    private static int Append<T>(Span<byte> portrait, int at, PortraitSection section, ReadOnlySpan<T> entries)
        where T : unmanaged
    {
        BinaryPrimitives.WriteUInt16LittleEndian(portrait[PortraitLayout.CountAt(section)..], (ushort)entries.Length);
        var bytes = PackedRows.AsBytes(entries);
        bytes.CopyTo(portrait[at..]);
        return bytes.Length;
    }
}
