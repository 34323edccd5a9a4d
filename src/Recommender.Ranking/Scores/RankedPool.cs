using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Ranking.Scores;

/// <summary>The best titles of many, by relevance; equals by row, the lower first. One thread at a time.</summary>
internal sealed class RankedPool
{
    // Offered before the first are let go: fewer rounds of sorting.
    private const int LeastRoom = 256;

    // As many as a row chooses from are brought in order by buckets, more in the ordinary way.
    private const int Buckets = 256;
    private const int MostInBuckets = 1_024;

    private readonly int[] _ends = new int[Buckets];
    private readonly ulong[] _moved = new ulong[MostInBuckets];
    private ulong[] _keys = [];
    private int _room;
    private ulong _least;
    private int _most;
    private int _count;

    /// <summary>Number of titles.</summary>
    public int Count => _count;

    /// <summary>How many were offered.</summary>
    public int Offered { get; private set; }

    /// <summary>Empties the pool.</summary>
    /// <param name="most">Titles to keep, from 1.</param>
    public void Begin(int most)
    {
        (_most, _count, _least, Offered) = (most, 0, 0, 0);
        _room = Math.Max(LeastRoom, 2 * most);
        if (_keys.Length < _room) _keys = new ulong[BitOperations.RoundUpToPowerOf2((uint)_room)];
    }

    /// <summary>Offers a title, each only once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(int row, float relevance)
    {
        var bits = BitConverter.SingleToUInt32Bits(relevance + 0f);
        bits = (int)bits < 0 ? ~bits : bits | 0x8000_0000;   // rises as the number does
        var key = ((ulong)bits << 32) | (uint)~row;
        Offered++;
        if (key <= _least) return;
        _keys[_count++] = key;
        if (_count == _room) Shrink();
    }

    /// <summary>Brings the best in order, the best first.</summary>
    public void Finish()
    {
        if (_count > _most) Shrink();
        else Sort();
    }

    /// <summary>The row of a place.</summary>
    public int Row(int place) => (int)~(uint)_keys[place];

    /// <summary>The relevance of a place.</summary>
    public float Relevance(int place) => Relevance(_keys[place]);

    private static float Relevance(ulong key)
    {
        var bits = (uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((int)bits < 0 ? bits & 0x7fff_ffff : ~bits);
    }

    private void Shrink()
    {
        Sort();
        _count = _most;
        _least = _keys[_most - 1];
    }

    private void Sort()
    {
        var keys = _keys.AsSpan(0, _count);
        if (_count <= MostInBuckets && SortInBuckets(keys)) return;
        keys.Sort();
        keys.Reverse();
    }

    // Relevances are spread enough that few share a bucket; what does is put in order by insertion. Only as many as are kept are
    // sure to be in order.
    private bool SortInBuckets(Span<ulong> keys)
    {
        var (least, most) = (ulong.MaxValue, 0UL);
        foreach (var key in keys) (least, most) = (Math.Min(least, key), Math.Max(most, key));
        var best = Relevance(most);
        var scale = (Buckets - 1) / (best - Relevance(least));
        if (keys.Length < 2 || !float.IsFinite(scale)) return keys.Length < 2;

        var ends = _ends;
        Array.Clear(ends);
        foreach (var key in keys) ends[(int)((best - Relevance(key)) * scale)]++;
        var (before, last) = (0, 0);
        for (; last < Buckets && before < _most; last++) (ends[last], before) = (before, before + ends[last]);   // for now where they begin
        foreach (var key in keys)
        {
            var bucket = (int)((best - Relevance(key)) * scale);
            if (bucket < last) _moved[ends[bucket]++] = key;   // what is behind the best is left out
        }

        for (var i = 0; i < before; i++)
        {
            var (key, place) = (_moved[i], i);
            for (; place > 0 && keys[place - 1] < key; place--) keys[place] = keys[place - 1];
            keys[place] = key;
        }

        return true;
    }
}
