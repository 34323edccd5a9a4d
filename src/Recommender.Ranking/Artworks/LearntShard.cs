using System.Numerics;
using System.Runtime.InteropServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Ranking.Artworks;

/// <summary>A part of what was learnt, in one array: a hash table with open addressing, and behind it what it leads to. Immutable.</summary>
/// <remarks>
/// The first word is the number of slots less one. Then two words for each slot: the key, and where the numbers lie, in floats from
/// the beginning (32 bits), how many are of images and of trailers (16 each); 0 for an empty slot. Then the numbers.
/// </remarks>
internal readonly struct LearntShard
{
    private const int CountBits = 16;
    private const int FloatsOfWord = sizeof(ulong) / sizeof(float);

    private readonly ulong[] _words;

    private LearntShard(ulong[] words) => _words = words;

    /// <summary>One with nothing in it.</summary>
    public static LearntShard Empty { get; } = new([0, 0, 0]);

    /// <summary>A number that stands for a title in a context, evenly. Two of a policy's are alike as seldom as two titles' hashes.</summary>
    public static ulong KeyOf(ulong title, int context) => SeedMixing.Mix(title, (ulong)context);

    /// <summary>What was learnt; empty for nothing.</summary>
    public LearntWins Find(ulong key)
    {
        var slot = SlotOf(key);
        return slot > 0 ? At(_words[slot + 1]) : default;
    }

    /// <summary>Asks for where a key is looked for to be brought into the cache.</summary>
    public void ExpectSlot(ulong key) => Prefetch.Bytes(in _words[HomeOf(key)], 2);

    /// <summary>Asks for what was learnt to be brought into the cache.</summary>
    public void ExpectWins(ulong key)
    {
        var slot = SlotOf(key);
        if (slot > 0 && FirstOf(_words[slot + 1]) / FloatsOfWord < _words.Length) Prefetch.Bytes(in _words[FirstOf(_words[slot + 1]) / FloatsOfWord], 1);
    }

    /// <summary>This with others in it, which take the place of those of the same keys.</summary>
    /// <param name="changed">By key, each once, in rising order.</param>
    public LearntShard With(ReadOnlySpan<KeyValuePair<ulong, LearntArtworks>> changed)
    {
        var (count, floats) = (changed.Length, 0);
        foreach (var (_, learnt) in changed) floats += FloatsOf(learnt);
        for (var slot = 1; slot < Numbers; slot += 2)
        {
            if (_words[slot + 1] == 0 || Has(changed, _words[slot])) continue;
            count++;
            var kept = At(_words[slot + 1]);
            floats += kept.Images.Length + kept.Trailers.Length;
        }

        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)((count * 3 / 2) + 1));
        var next = new LearntShard(new ulong[1 + (2 * slots) + ((floats + FloatsOfWord - 1) / FloatsOfWord)]);
        next._words[0] = (ulong)(slots - 1);
        var at = FloatsOfWord * (1 + (2 * slots));
        foreach (var (key, learnt) in changed) next.Put(key, learnt.Images, learnt.Trailers, ref at);
        for (var slot = 1; slot < Numbers; slot += 2)
        {
            if (_words[slot + 1] == 0 || Has(changed, _words[slot])) continue;
            var kept = At(_words[slot + 1]);
            next.Put(_words[slot], kept.Images, kept.Trailers, ref at);
        }

        return next;
    }

    private int Numbers => 1 + (2 * ((int)_words[0] + 1));

    private static int FloatsOf(LearntArtworks learnt) => (learnt.Images?.Length ?? 0) + (learnt.Trailers?.Length ?? 0);

    private static int FirstOf(ulong value) => (int)(value >> (2 * CountBits));

    private static bool Has(ReadOnlySpan<KeyValuePair<ulong, LearntArtworks>> changed, ulong key)
    {
        var (first, end) = (0, changed.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (changed[middle].Key < key) first = middle + 1;
            else end = middle;
        }

        return first < changed.Length && changed[first].Key == key;
    }

    private int HomeOf(ulong key) => 1 + (2 * ((int)key & (int)_words[0]));

    // 0 where it is not there.
    private int SlotOf(ulong key)
    {
        var slot = HomeOf(key);
        while (_words[slot + 1] != 0)
        {
            if (_words[slot] == key) return slot;
            slot = slot + 2 < Numbers ? slot + 2 : 1;
        }

        return 0;
    }

    private LearntWins At(ulong value)
    {
        var floats = MemoryMarshal.Cast<ulong, float>(_words.AsSpan());
        var (first, images, trailers) = (FirstOf(value), (int)(value >> CountBits) & ushort.MaxValue, (int)value & ushort.MaxValue);
        return new LearntWins(floats.Slice(first, images), floats.Slice(first + images, trailers));
    }

    private void Put(ulong key, ReadOnlySpan<float> images, ReadOnlySpan<float> trailers, ref int at)
    {
        var slot = HomeOf(key);
        while (_words[slot + 1] != 0) slot = slot + 2 < Numbers ? slot + 2 : 1;
        (_words[slot], _words[slot + 1]) = (key, ((ulong)at << (2 * CountBits)) | ((ulong)images.Length << CountBits) | (uint)trailers.Length);
        var floats = MemoryMarshal.Cast<ulong, float>(_words.AsSpan())[at..];
        images.CopyTo(floats);
        trailers.CopyTo(floats[images.Length..]);
        at += images.Length + trailers.Length;
    }
}
