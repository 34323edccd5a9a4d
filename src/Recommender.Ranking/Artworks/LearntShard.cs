using System.Numerics;

namespace Recommender.Ranking.Artworks;

/// <summary>A part of what was learnt: a hash table with open addressing. Immutable.</summary>
internal sealed class LearntShard
{
    private readonly ulong[] _keys;
    private readonly LearntArtworks?[] _values;
    private readonly int _mask;

    private LearntShard(int capacity) => (_keys, _values, _mask) = (new ulong[capacity], new LearntArtworks?[capacity], capacity - 1);

    /// <summary>One with nothing in it.</summary>
    public static LearntShard Empty { get; } = new(1);

    public int Count { get; private init; }

    /// <summary>A number that stands for a title in a context, evenly.</summary>
    public static ulong KeyOf(ulong title, int context) => SeedMixing.Mix(title, (ulong)context);

    public LearntArtworks? Find(ulong key, ulong title, int context)
    {
        for (var slot = (int)key & _mask; _values[slot] is { } value; slot = (slot + 1) & _mask)
        {
            if (_keys[slot] == key && value.Title == title && value.Context == context) return value;
        }

        return null;
    }

    /// <summary>This with others in it, which take the place of those of the same title and context.</summary>
    public LearntShard With(IReadOnlyCollection<LearntArtworks> changed)
    {
        var next = new LearntShard((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * (Count + changed.Count)))) { Count = Count + changed.Count };
        var count = 0;
        foreach (var value in changed) count += next.Put(value) ? 1 : 0;
        foreach (var value in _values)
        {
            if (value is not null && next.Find(KeyOf(value.Title, value.Context), value.Title, value.Context) is null) count += next.Put(value) ? 1 : 0;
        }

        return new(next, count);
    }

    private LearntShard(LearntShard filled, int count) => (_keys, _values, _mask, Count) = (filled._keys, filled._values, filled._mask, count);

    // Whether it is new; the later of two alike stays.
    private bool Put(LearntArtworks value)
    {
        var key = KeyOf(value.Title, value.Context);
        var slot = (int)key & _mask;
        while (_values[slot] is { } other && !(other.Title == value.Title && other.Context == value.Context)) slot = (slot + 1) & _mask;
        var isNew = _values[slot] is null;
        (_keys[slot], _values[slot]) = (key, value);
        return isNew;
    }
}
