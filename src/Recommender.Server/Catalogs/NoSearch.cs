using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>Finds nothing, where there are no titles or no embeddings.</summary>
internal sealed class NoSearch : ITitleSearch
{
    /// <inheritdoc/>
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed) => 0;
}
