using System.Numerics;
using System.Runtime.Intrinsics;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Lists;

/// <summary>Walks lists, skips the blocks that promise too little, and asks for the others' memory some time before they are scanned.</summary>
/// <remarks>
/// A row x of a list with direction c and a query y, both seen from c: x·y = (x·c)(y·c) + x'·y', where x' and y' are what lies
/// aside from c. So x·y is at most (x·c)(y·c) + ‖x'‖‖y'‖, and rarely more than a part of the second term: the slack.
/// </remarks>
internal unsafe ref struct ListWalk(ListStore store, SlotBlocks blocks, InvertedFileScratch scratch, float queryNorm, float slack)
{
    // Bytes of codes that wait, asked for: they must still be in the first-level cache when it is their turn.
    private const int AheadBytes = 16 * 1024;
    private const int MostPerRun = 4096;

    private readonly int _ahead = (int)Math.Max(1, AheadBytes / blocks.Codes.BlockBytes);
    private uint _head;
    private uint _tail;
    private int _waiting;

    public long Runs { get; private set; }

    /// <summary>Scans what is worth it of a list, now or when later lists are walked.</summary>
    public void Walk(int list, ref ListSift sift)
    {
        var (first, end) = (store.FirstBlock.First[list], store.FirstBlock.First[list + 1]);
        if (float.IsNegativeInfinity(sift.Threshold) || float.IsInfinity(slack))
        {
            if (end > first) Wait(first, end - first, ref sift);
            return;
        }

        var cosine = scratch.Along[list];
        var along = Vector256.Create(Math.Max(0, cosine));
        var aside = Vector256.Create(slack * MathF.Sqrt(Math.Max(0, 1 - cosine * cosine)));
        var least = Vector256.Create(sift.Threshold / queryNorm);
        for (var block = first; block < end; block += Vector256<float>.Count)
        {
            // Not less, rather than more: of a block with a row that is not finite nothing is known.
            var most = Vector256.Load(store.Along.First + block) * along + Vector256.Load(store.Aside.First + block) * aside;
            var worth = ~Vector256.LessThan(most, least).ExtractMostSignificantBits();
            worth &= (1u << Math.Min(Vector256<float>.Count, end - block)) - 1;
            while (worth != 0)
            {
                var start = BitOperations.TrailingZeroCount(worth);
                var length = BitOperations.TrailingZeroCount(~(worth >> start));
                Wait(block + start, length, ref sift);
                worth &= ~(((1u << length) - 1) << start);
            }
        }
    }

    /// <summary>Scans all that waits.</summary>
    public void Finish(ref ListSift sift)
    {
        while (_head != _tail) ScanNext(ref sift);
    }

    private void Wait(int first, int length, ref ListSift sift)
    {
        Runs++;
        var at = (int)(_tail++ % InvertedFileScratch.WaitingRuns);
        (scratch.RunStart[at], scratch.RunLength[at]) = (first, length);
        Prefetch.Bytes(blocks.Codes.BlockPointer(first), (int)Math.Min(length * blocks.Codes.BlockBytes, MostPerRun));
        var bounds = blocks.Bounds.From(first);
        var bytes = Math.Min(length, 4) * Int8Matrix.RowsPerBlock * sizeof(float);
        Prefetch.Bytes(bounds.Scales, bytes);
        Prefetch.Bytes(bounds.BlockNorms, 1);
        Prefetch.Bytes(bounds.BlockResiduals, 1);

        _waiting += length;
        while (_head != _tail && (_waiting > _ahead || _tail - _head == InvertedFileScratch.WaitingRuns)) ScanNext(ref sift);
    }

    private void ScanNext(ref ListSift sift)
    {
        var at = (int)(_head++ % InvertedFileScratch.WaitingRuns);
        _waiting -= scratch.RunLength[at];
        sift.Scan(blocks, scratch.RunStart[at], scratch.RunLength[at]);
    }
}
