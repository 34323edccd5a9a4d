using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Kernels;

/// <summary>
/// Every kernel for one kind of machine. Kernels trust their caller: rows and queries start on cache lines and end in zeros,
/// so that they have no tails. Each asks for memory <c>prefetch</c> bytes ahead of what it reads.
/// </summary>
/// <remarks>
/// What loops here and in a search is marked to be compiled well at its first call: the first search of a process over a million rows
/// would else be over before the runtime had noticed how often it runs.
/// </remarks>
internal abstract unsafe class KernelSet
{
    /// <summary>The name by which the environment variable asks for it.</summary>
    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>Inner products of consecutive rows with one query.</summary>
    public abstract void Scan(float* rows, nint stride, int count, float* query, float* scores, nint prefetch);

    /// <summary>Exact inner products of the rows of consecutive blocks with one query.</summary>
    public abstract void ScanBlocks(byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, nint prefetch);

    /// <summary>The same with four queries; the results of one are <paramref name="pitch"/> after the other's.</summary>
    public abstract void ScanBlocksFour(
        byte* blocks, nint blockBytes, int count, Int8Queries queries, int* dots, nint pitch, nint prefetch);

    /// <summary>Σ xᵢyᵢ in double, in any order, of the rows at some positions. Asks for rows ahead, whose order is not that of memory.</summary>
    public abstract void WideDots(float* rows, nint stride, ReadOnlySpan<int> positions, double* query, double* sums);

    /// <summary>Writes, block by block, the score below which none of its rows reaches the threshold; room for 15 more blocks is there on both sides.</summary>
    public abstract void Limits(in RowBounds rows, int blocks, in ErrorBound bound, float threshold, float* limits);

    /// <summary>Scans at most 64 blocks and returns one bit for each, lowest first: whether the score of any of its rows reaches the block's limit.</summary>
    public abstract ulong SiftBlocks(
        byte* blocks, nint blockBytes, int count, Int8Queries query, int* dots, in BlockLimits limits, nint prefetch);

    /// <summary>Appends the rows whose upper bound is not below the threshold, and returns how many.</summary>
    public abstract int Keep(in ScannedRows scanned, in ErrorBound bound, float threshold, Candidates to);

    /// <summary>Moves the candidates whose upper bound is not below the threshold together, and returns how many.</summary>
    public abstract int Compact(Candidates candidates, int count, float threshold);

    /// <summary>How many of the values, a multiple of 16 and none NaN, are below the limit.</summary>
    public abstract int CountBelow(float* values, int count, float limit);

    /// <summary>How many columns stand side by side in a panel of a matrix product.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>Offers the product of every row with every column to the list of its row, columns in rising order.</summary>
    public abstract void Strongest(float* rows, nint stride, int count, in Panels panels, in StrongestLists lists);

    /// <summary>What the small solvers need.</summary>
    public abstract SolverKernels Solver { get; }
}
