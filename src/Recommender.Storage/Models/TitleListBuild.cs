using Recommender.Numerics;

namespace Recommender.Storage.Models;

/// <summary>Makes the lists that titles are searched in where they are very many.</summary>
public static class TitleListBuild
{
    // A page shows hundreds of what a search finds and orders rows by it, so what is missed shows on it several times over. Of vectors
    // that were learnt, the last hundredth costs hardly more than the rest.
    private const double Recall = 0.999;

    /// <summary>Makes the lists, measured with members' vectors where there are enough.</summary>
    /// <param name="titles">Embeddings, shape (titles, d).</param>
    /// <param name="members">Embeddings, shape (members, d).</param>
    /// <param name="threads">Most threads to use; null for all cores.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The lists; the caller owns them.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>O(titles · lists · d), and twice the memory of the titles.</remarks>
    public static InvertedFile Of(AlignedMatrix<float> titles, AlignedMatrix<float> members, int? threads = null, CancellationToken cancellation = default)
    {
        using var queries = MemberQueries.Of(members);
        return InvertedFile.Build(titles, new InvertedFileOptions { TargetRecall = Recall, Threads = threads }, queries, cancellation: cancellation);
    }
}
