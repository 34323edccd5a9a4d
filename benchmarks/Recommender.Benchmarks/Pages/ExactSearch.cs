using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Benchmarks.Pages;

/// <summary>The exact search, as it is served.</summary>
internal sealed class ExactSearch(ExactTopK index) : ITitleSearch
{
    public int Search(ReadOnlySpan<float> query, Span<ScoredRow> best, TitleSearchScratch scratch, ReadOnlySpan<ulong> allowed) =>
        index.Search(query, best, scratch.Exact, allowed);
}
