using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Ranking.Scores;

/// <summary>The best titles of many, by relevance; equals by row, the lower first. One thread at a time.</summary>
internal sealed class RankedPool
{
    private ulong[] _keys = [];
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
        if (_keys.Length < 2 * most) _keys = new ulong[BitOperations.RoundUpToPowerOf2((uint)(2 * most))];
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
        if (_count == 2 * _most) Shrink();
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
    public float Relevance(int place)
    {
        var bits = (uint)(_keys[place] >> 32);
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
        keys.Sort();
        keys.Reverse();
    }
}
