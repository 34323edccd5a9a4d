namespace Recommender.Numerics.Lists;

/// <summary>Work on a range, shared out in pieces that are the same for any number of threads.</summary>
internal static class Chunks
{
    private const int Size = 2048;

    /// <summary>Does a piece: items from the first to before the end.</summary>
    public delegate void Piece(int first, int end);

    public static void Run(int count, ParallelOptions parallel, Piece piece) =>
        Parallel.For(0, (count + Size - 1) / Size, parallel, i => piece(i * Size, Math.Min(count, (i + 1) * Size)));
}
