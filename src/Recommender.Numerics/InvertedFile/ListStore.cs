using Recommender.Numerics.Memory;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Rows in the order of their lists: immutable, in memory or mapped.</summary>
/// <remarks>
/// A list is a run of blocks of sixteen slots; its rows come longest first, and the slots that only fill its last block up
/// have row number −1. Counted by those who read it: the memory goes with the last of them.
/// </remarks>
internal sealed class ListStore : IDisposable
{
    /// <summary>Room after what is indexed by blocks, so that vectors may be loaded anywhere.</summary>
    public const int Padding = 16;

    private int _holds = 1;

    /// <summary>Elements, shape (slots, d).</summary>
    public required AlignedMatrix<float> Rows { get; init; }

    /// <summary>Directions that codes are along; null when they are those of the elements.</summary>
    public required Projection? Projection { get; init; }

    /// <summary>Their codes, shape (slots, m) with m directions or (slots, d), and the scale, norm and residual norm of each.</summary>
    public required Int8Matrix Codes { get; init; }

    public required Column<float> Scales { get; init; }

    public required Column<float> Norms { get; init; }

    public required Column<float> Residuals { get; init; }

    /// <summary>For each block, the largest norm and the largest residual norm.</summary>
    public required Column<float> BlockNorms { get; init; }

    public required Column<float> BlockResiduals { get; init; }

    /// <summary>The caller's number of the row in each slot, or −1.</summary>
    public required Column<int> RowOf { get; init; }

    /// <summary>The slot of each row number, or −1; numbers from its length on have none.</summary>
    public required Column<int> SlotOf { get; init; }

    /// <summary>For each block, how far its rows reach along their list's centroid, and how far aside from it.</summary>
    public required Column<float> Along { get; init; }

    public required Column<float> Aside { get; init; }

    /// <summary>The first block of each list, and after the last list the number of blocks.</summary>
    public required Column<int> FirstBlock { get; init; }

    /// <summary>Rows of each list.</summary>
    public required Column<int> Counts { get; init; }

    /// <summary>The longest row of each list.</summary>
    public required Column<float> Longest { get; init; }

    /// <summary>Directions of the lists: codes times scale has norm 1, or is zero.</summary>
    public required Int8Matrix Centroids { get; init; }

    public required Column<float> CentroidScales { get; init; }

    /// <summary>The longest row of all that are finite, rounded up.</summary>
    public required double LongestRow { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Count { get; init; }

    public unsafe RowBounds Bounds => new(Scales.First, Norms.First, Residuals.First, BlockNorms.First, BlockResiduals.First);

    public int Dimension => Rows.Dimension;

    public int Lists => Centroids.Rows;

    public int Slots => Codes.Rows;

    /// <summary>What has changed since this was built; the writer makes it with the first change.</summary>
    public ListChanges? Changes { get; set; }

    /// <summary>Length of what is indexed by lists.</summary>
    public static int PaddedLists(int lists) => CacheLine.RoundUp(lists, sizeof(float));

    /// <summary>Keeps the memory; false when it has gone already, and then there is a newer store.</summary>
    public bool TryHold()
    {
        while (true)
        {
            var holds = Volatile.Read(ref _holds);
            if (holds == 0) return false;
            if (Interlocked.CompareExchange(ref _holds, holds + 1, holds) == holds) return true;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0) Free();
    }

    /// <summary>Lets go of it for its owner.</summary>
    public void Dispose() => Release();

    private void Free()
    {
        IDisposable?[] parts =
        [
            Rows, Projection, Codes, Scales, Norms, Residuals, BlockNorms, BlockResiduals, RowOf, SlotOf, Along, Aside, FirstBlock, Counts,
            Longest, Centroids, CentroidScales, Changes,
        ];
        foreach (var part in parts) part?.Dispose();
    }
}
