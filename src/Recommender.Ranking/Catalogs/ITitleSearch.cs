using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Finds the titles of one part of a catalogue whose embeddings score best. Safe from many threads.</summary>
public interface ITitleSearch
{
    /// <summary>Finds the best rows.</summary>
    /// <param name="query">Shape (d), finite.</param>
    /// <param name="best">Receives rows of the part with inner products, best first; its length is K, from 1.</param>
    /// <param name="scratch">Memory to work in, not shared with a search that runs.</param>
    /// <param name="allowed">One bit per row of the part, lowest first, 64 to an element: only these count.</param>
    /// <returns>How many rows were written: K, or all that are allowed if they are fewer.</returns>
    int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed);
}
