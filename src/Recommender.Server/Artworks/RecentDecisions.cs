using System.Numerics;
using System.Runtime.InteropServices;

namespace Recommender.Server.Artworks;

/// <summary>With what titles were shown lately: the latest decisions, as many as there is room for. One thread at a time.</summary>
/// <remarks>
/// Decisions lie packed one behind the other, a word of 32 bits for a title or, where one has very many artworks, two; the oldest
/// makes room for the newest. An index of at most a sixteenth of the room finds them. Adding costs no allocation.
/// </remarks>
internal sealed class RecentDecisions
{
    private const int MostBytesOfSlot = 256;   // a slot of the index for so many bytes of the room, or for half as many
    private const int HeadWords = 7;
    private const int BackAt = 4;
    private const int SizeAt = 5;
    private const int ContextAt = 6;
    private const int ArtworkBits = 4;
    private const int NarrowTitleBits = 32 - (2 * ArtworkBits);
    private const int NarrowMost = (1 << ArtworkBits) - 2;   // one is for none

    private readonly PlaceIndex _index;
    private readonly NumberRing _words;
    private uint[] _entry = new uint[1_024];
    private long _begin;
    private long _end;

    /// <summary>Makes room.</summary>
    /// <param name="bytes">All the memory that it will take, from 1,024. What is larger than that alone is not remembered.</param>
    public RecentDecisions(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1_024);
        _index = new PlaceIndex((int)Math.Min(PlaceIndex.MostSlots, BitOperations.RoundUpToPowerOf2((ulong)(bytes / MostBytesOfSlot) + 1)));
        _words = new NumberRing((bytes - _index.Bytes) / sizeof(uint));
    }

    /// <summary>How many were added, each part of one that came in several for itself.</summary>
    public long Added { get; private set; }

    /// <summary>How many of these are forgotten: the oldest.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Takes notice of titles of a decision, at the cost of the oldest.</summary>
    /// <param name="id">The decision.</param>
    /// <param name="context">The persona's context.</param>
    /// <param name="titles">What was shown; beside what is known of it already.</param>
    public void Add(UInt128 id, int context, ReadOnlySpan<ShownChoice> titles)
    {
        var entry = Pack(id, context, titles);
        if (entry.Length > _words.Capacity) return;
        Added++;
        while (_end + entry.Length - _begin > _words.Capacity || Added - Forgotten > _index.Room) ForgetOldest();
        var (hash, before) = (HashOf(id), PositionOf(id));
        entry[BackAt] = before >= 0 && _end - before <= uint.MaxValue ? (uint)(_end - before) : 0;
        _words.Write(_end, entry);
        if (before < 0) _index.Add(hash, _words.PlaceOf(_end));
        else _index.Replace(hash, _words.PlaceOf(before), _words.PlaceOf(_end));
        _end += entry.Length;
    }

    /// <summary>With what a title of a decision was shown; false where that is not known, or not any more.</summary>
    /// <param name="id">The decision.</param>
    /// <param name="title">The title, as it was defined last; null for none.</param>
    /// <param name="shown">Receives with what; the first, where the decision shows it more than once.</param>
    /// <param name="context">Receives the persona's context.</param>
    public bool TryFind(UInt128 id, DefinedTitle? title, out ShownArtworks shown, out int context)
    {
        (shown, context) = (default, -1);
        if (title is null) return false;
        var found = false;
        for (var position = PositionOf(id); position >= _begin;)
        {
            var entry = Read(position);
            if (TryFind(entry, title, out var there)) (shown, context, found) = (there, (int)entry[ContextAt], true);   // what came before is of titles above
            if (entry[BackAt] == 0) break;
            position -= entry[BackAt];
        }

        return found;
    }

    private static ulong HashOf(UInt128 id) => ((ulong)id ^ BitOperations.RotateLeft((ulong)(id >> 64), 32)) * 0x9E37_79B9_7F4A_7C15;

    private static bool TryFind(ReadOnlySpan<uint> entry, DefinedTitle title, out ShownArtworks shown)
    {
        var isWide = (entry[SizeAt] & 1) != 0;
        var words = entry[HeadWords..];
        for (var i = 0; i < words.Length; i += isWide ? 2 : 1)
        {
            var number = isWide ? words[i] : words[i] & ((1 << NarrowTitleBits) - 1);
            for (var like = title; like is not null; like = like.Earlier)
            {
                if (like.Number != number) continue;
                var (image, trailer) = isWide
                    ? ((int)(words[i + 1] >> 16) - 1, (int)(words[i + 1] & ushort.MaxValue) - 1)
                    : ((int)(words[i] >> NarrowTitleBits & (NarrowMost + 1)) - 1, (int)(words[i] >> (NarrowTitleBits + ArtworkBits)) - 1);
                shown = new ShownArtworks(like, image, trailer < 0 ? -1 : like.Images + trailer);
                return true;
            }
        }

        shown = default;
        return false;
    }

    private static bool IsNarrow(ReadOnlySpan<ShownChoice> titles)
    {
        var isNarrow = true;
        foreach (ref readonly var title in titles)
            isNarrow &= (title.Title >> NarrowTitleBits) == 0 & title.Image < NarrowMost & title.Trailer < NarrowMost;
        return isNarrow;
    }

    private Span<uint> Pack(UInt128 id, int context, ReadOnlySpan<ShownChoice> titles)
    {
        var isNarrow = IsNarrow(titles);
        var size = HeadWords + (isNarrow ? titles.Length : 2 * titles.Length);
        if (_entry.Length < size) _entry = new uint[BitOperations.RoundUpToPowerOf2((uint)size)];
        var entry = _entry.AsSpan(0, size);
        MemoryMarshal.Write(MemoryMarshal.AsBytes(entry), in id);
        (entry[SizeAt], entry[ContextAt]) = (((uint)size << 1) | (isNarrow ? 0u : 1), (uint)context);
        var words = entry[HeadWords..];
        if (isNarrow)
        {
            for (var i = 0; i < words.Length; i++)
                words[i] = titles[i].Title | ((uint)(titles[i].Image + 1) << NarrowTitleBits) | ((uint)(titles[i].Trailer + 1) << (NarrowTitleBits + ArtworkBits));
            return entry;
        }

        for (var i = 0; i < titles.Length; i++)
            (words[2 * i], words[(2 * i) + 1]) = (titles[i].Title, ((uint)(titles[i].Image + 1) << 16) | (uint)(titles[i].Trailer + 1));
        return entry;
    }

    private ReadOnlySpan<uint> Read(long position)
    {
        _words.Read(position, _entry.AsSpan(0, HeadWords));
        var size = (int)(_entry[SizeAt] >> 1);
        if (_entry.Length < size) _entry = new uint[BitOperations.RoundUpToPowerOf2((uint)size)];
        var entry = _entry.AsSpan(0, size);
        _words.Read(position, entry);
        return entry;
    }

    // Of what is known of a decision, the latest; -1 where nothing is.
    private long PositionOf(UInt128 id)
    {
        Span<uint> words = stackalloc uint[4];
        var places = _index.PlacesOf(HashOf(id));
        while (places.TryNext(out var place))
        {
            var position = _begin + ((place - _words.PlaceOf(_begin) + _words.Capacity) % _words.Capacity);
            _words.Read(position, words);
            if (MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(words)) == id) return position;
        }

        return -1;
    }

    private void ForgetOldest()
    {
        Span<uint> head = stackalloc uint[HeadWords];
        _words.Read(_begin, head);
        _index.Remove(HashOf(MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(head))), _words.PlaceOf(_begin));   // is there no more where others of its decision came since
        _begin += head[SizeAt] >> 1;
        Forgotten++;
    }
}
