using Recommender.Numerics;

namespace Recommender.Peers.Data;

/// <summary>Rows to search and queries to search them with, in memory and as files that peers map.</summary>
/// <param name="Name">What the results call it.</param>
/// <param name="About">What the vectors are, in a sentence.</param>
/// <param name="Rows">Shape (n, d).</param>
/// <param name="Queries">Shape (q, d).</param>
/// <param name="RowsFile">The rows as .npy.</param>
/// <param name="QueriesFile">The queries as .npy.</param>
internal sealed record DataSet(string Name, string About, AlignedMatrix<float> Rows, AlignedMatrix<float> Queries, string RowsFile, string QueriesFile)
    : IDisposable
{
    public void Dispose()
    {
        Rows.Dispose();
        Queries.Dispose();
    }
}
