using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Models;
using Recommender.Storage.Models;

namespace Recommender.Server.Catalogs;

/// <summary>Makes what finds the titles of a part. Safe from many threads.</summary>
/// <param name="invertedFrom">Titles from which an inverted file takes the exact search's place; 0 for no search at all.</param>
/// <param name="threads">Most threads to build with; null for all cores.</param>
internal sealed class TitleSearches(int invertedFrom, int? threads = null)
{
    /// <summary>For parts that are only copied from: finds nothing.</summary>
    public static TitleSearches None { get; } = new(0);

    /// <summary>Builds a search, or takes the model's own where the embeddings are its.</summary>
    /// <param name="embeddings">Shape (titles, d).</param>
    /// <param name="model">The model; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>O(titles · d), and for an inverted file O(titles · lists · d).</remarks>
    public ITitleSearch Over(AlignedMatrix<float> embeddings, ServedModel? model, CancellationToken cancellation)
    {
        if (embeddings.Rows == 0 || model is null || invertedFrom == 0) return new NoSearch();
        if (embeddings.Rows < invertedFrom) return new ExactSearch(embeddings == model.Published.Titles ? model.Published.TitleIndex : new ExactTopK(embeddings));
        if (embeddings == model.Published.Titles && model.Published.TitleLists is { } lists) return new InvertedSearch(lists);
        using var queries = MemberQueries.Of(model.Published.Members);
        return new InvertedSearch(InvertedFile.Build(embeddings, new InvertedFileOptions { Threads = threads }, queries, cancellation: cancellation));
    }
}
