using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Finds nearly all of the best of very many.</summary>
/// <remarks>A part that goes on from another shares its index: of rows beyond a part's own, what is allowed in it has no bits.</remarks>
internal sealed class InvertedSearch(InvertedFile index) : ITitleSearch
{
    // Below what the index itself would merge at, on as many threads as there are.
    private const int MostUnmerged = 4_000;

    private readonly Lock _extending = new();

    /// <inheritdoc/>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed) =>
        index.Search(query, best, scratch.InvertedFile, allowed);

    /// <summary>Takes in more rows, on the calling thread, while others search.</summary>
    /// <param name="embeddings">All rows; those that are known are as they were.</param>
    /// <param name="from">The first new one.</param>
    /// <param name="cancellation">Ends it early; what was taken in stays.</param>
    /// <returns>This.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public InvertedSearch Extended(AlignedMatrix<float> embeddings, int from, CancellationToken cancellation)
    {
        lock (_extending)
        {
            for (var row = from; row < embeddings.Rows; row++)
            {
                if (index.Unmerged >= MostUnmerged) index.Merge(threads: 1, cancellation);
                if (index.Contains(row)) index.Replace(row, embeddings[row]);   // of a merge that was given up
                else index.Add(row, embeddings[row]);
            }
        }

        return this;
    }
}
