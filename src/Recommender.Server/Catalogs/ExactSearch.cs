using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Finds exactly the best.</summary>
internal sealed class ExactSearch(ExactTopK index) : ITitleSearch
{
    /// <inheritdoc/>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed) =>
        index.Search(query, best, scratch.Exact, allowed);
}
