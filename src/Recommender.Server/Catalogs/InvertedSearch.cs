using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Finds nearly all of the best of very many.</summary>
internal sealed class InvertedSearch(InvertedFile index) : ITitleSearch
{
    /// <inheritdoc/>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed) =>
        index.Search(query, best, scratch.InvertedFile, allowed);
}
