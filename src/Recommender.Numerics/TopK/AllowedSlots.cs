using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Numerics.TopK;

/// <summary>The slots whose rows a search may find.</summary>
internal readonly unsafe ref struct AllowedSlots
{
    // Above this share of allowed rows nearly every block has one.
    private const int FewOf = 32;

    private readonly CodedRows _coded;
    private readonly ReadOnlySpan<ulong> _rows;
    private readonly ReadOnlySpan<ulong> _live;

    /// <summary>Takes a bitmap of rows, all of them if it is empty. If they are few, notes which blocks have any, so that no other is scanned.</summary>
    public AllowedSlots(CodedRows coded, ReadOnlySpan<ulong> rows, TopKScratch scratch)
    {
        _coded = coded;
        _rows = rows;
        if (rows.IsEmpty || Count(rows) > coded.RowOf.Length / FewOf) return;

        var live = scratch.LiveBlocks(coded.Quantized.Codes.Blocks);
        live.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var bits = rows[i]; bits != 0; bits &= bits - 1)
            {
                var row = i * 64 + BitOperations.TrailingZeroCount(bits);
                if (row >= coded.RowOf.Length) break;

                var block = coded.SlotOf(row) / Int8Matrix.RowsPerBlock;
                live[block / 64] |= 1ul << (block % 64);
            }
        }

        _live = live;
    }

    /// <summary>One bit for each of 64 blocks from a multiple of 64 on: whether to scan it.</summary>
    public ulong LiveBlocks(int firstBlock) => _live.IsEmpty ? ulong.MaxValue : _live[firstBlock / 64];

    /// <summary>Moves the candidates whose rows are allowed together and returns how many they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Keep(Candidates candidates, int count)
    {
        if (_rows.IsEmpty) return count;

        var kept = 0;
        var rowOf = _coded.RowOf;
        for (var i = 0; i < count; i++)
        {
            var row = rowOf[candidates.Slots[i]];
            (candidates.Slots[kept], candidates.Lower[kept], candidates.Upper[kept]) =
                (candidates.Slots[i], candidates.Lower[i], candidates.Upper[i]);
            kept += (int)(_rows[row / 64] >> (row % 64)) & 1;
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Count(ReadOnlySpan<ulong> rows)
    {
        var count = 0;
        foreach (var bits in rows) count += BitOperations.PopCount(bits);
        return count;
    }
}
