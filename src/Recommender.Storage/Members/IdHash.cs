using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Members;

/// <summary>
/// What a portrait calls a title, a tag or an event: the first eight bytes of the SHA-256 of its id, little-endian. The same in
/// every process, release and machine.
/// </summary>
/// <remarks>
/// Ids have up to 128 bytes, and a portrait names hundreds: a hash bounds the portrait and makes its entries of one size, so that
/// they are read in place. Two of a million titles share a hash with a chance of 1 in 37 million. O(length), no allocation.
/// </remarks>
public static class IdHash
{
    private const byte GroupEnd = 0x1F;

    /// <summary>The hash of an id.</summary>
    /// <param name="id">The id in UTF-8.</param>
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>The hash of an id.</summary>
    /// <param name="id">The id, at most 128 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">The id is longer.</exception>
    public static ulong Of(string id)
    {
        Span<byte> bytes = stackalloc byte[MemberStore.MaxIdBytes];
        return Encoding.UTF8.TryGetBytes(id, bytes, out var length)
            ? Of(bytes[..length])
            : throw new ArgumentException($"the id has {Encoding.UTF8.GetByteCount(id)} bytes; allowed 1..{MemberStore.MaxIdBytes}", nameof(id));
    }

    /// <summary>The hash of a tag: that of its group, a unit separator (U+001F) and its name.</summary>
    /// <param name="group">Its group, at most 64 bytes in UTF-8.</param>
    /// <param name="name">Its name, at most 128 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">Either is longer.</exception>
    public static ulong OfTag(string group, string name)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> bytes = stackalloc byte[TitleLimits.GroupBytes + 1 + TitleLimits.IdBytes];
        if (!Encoding.UTF8.TryGetBytes(group, bytes[..TitleLimits.GroupBytes], out var at) || !Encoding.UTF8.TryGetBytes(name, bytes[(at + 1)..][..TitleLimits.IdBytes], out var length))
            throw new ArgumentException($"tag '{name}' of group '{group}' has more than {TitleLimits.IdBytes} or {TitleLimits.GroupBytes} bytes", nameof(name));
        bytes[at] = GroupEnd;
        return Of(bytes[..(at + 1 + length)]);
    }
}
