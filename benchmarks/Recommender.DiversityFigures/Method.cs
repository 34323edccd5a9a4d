using Recommender.Ranking.Diversity;

namespace Recommender.DiversityFigures;

/// <summary>A way to make lists varied.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Select">Chooses from candidates.</param>
internal sealed record Method(string Name, Method.Selection Select)
{
    /// <summary>What a re-ranking does with relevance, similarity and a dial.</summary>
    internal delegate int Selection(ReadOnlySpan<float> relevance, TagSimilarity similarity, float dial, Span<int> chosen, RerankScratch scratch);

    public static Method Dpp { get; } = new("DPP", static (relevance, similarity, dial, chosen, scratch) =>
    {
        var rule = new NoRule();
        return DeterminantalPointProcess.Select(relevance, ref similarity, ref rule, dial, chosen, scratch);
    });

    public static Method Mmr { get; } = new("MMR", static (relevance, similarity, dial, chosen, scratch) =>
    {
        var rule = new NoRule();
        return MaximalMarginalRelevance.Select(relevance, ref similarity, ref rule, dial, chosen, scratch);
    });
}
