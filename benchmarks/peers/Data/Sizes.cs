namespace Recommender.Peers.Data;

/// <summary>How large the sets are.</summary>
/// <param name="Trained">Films.</param>
/// <param name="Million">Rows of the made-up catalogue.</param>
/// <param name="Queries">Queries of each of these.</param>
/// <param name="Fashion">Pictures, at most 60,000.</param>
/// <param name="FashionQueries">Test pictures, at most 10,000.</param>
/// <param name="FashionLists">Numbers of lists that FAISS's index is tried with.</param>
/// <param name="Crossover">Sizes of the made-up catalogue at which exact search meets hnswlib, rising.</param>
internal sealed record Sizes(int Trained, int Million, int Queries, int Fashion, int FashionQueries, int[] FashionLists, int[] Crossover)
{
    public static readonly Sizes Full = new(20_000, 1_000_000, 1_000, 60_000, 4_000, [256, 512], [50_000, 100_000, 200_000, 500_000]);

    /// <summary>To see in a minute that everything works.</summary>
    public static readonly Sizes Dry = new(2_000, 20_000, 64, 3_000, 64, [16, 32], [2_000, 4_000]);
}
