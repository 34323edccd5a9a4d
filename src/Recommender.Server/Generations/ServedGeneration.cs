using Recommender.Learning.Factorization;
using Recommender.Learning.Tastes;
using Recommender.Ranking.Generations;
using Recommender.Server.Catalogs;
using Recommender.Storage.Models;

namespace Recommender.Server.Generations;

/// <summary>All that a request reads besides its member: what ranking sees, the bytes that answers are made of, and the model. Immutable; safe from many threads.</summary>
/// <remarks>
/// Matrices lie in native memory and mapped files, which go with the last reference to this. Whoever reads spans of them ends with
/// <see cref="GC.KeepAlive"/> of the generation, unless something else holds it for as long.
/// </remarks>
public sealed record ServedGeneration
{
    /// <summary>Titles, tags, tastes and recipe, as ranking sees them.</summary>
    public required Generation Ranking { get; init; }

    /// <summary>Bytes by row of the catalogue's settled part.</summary>
    public required EncodedPart Settled { get; init; }

    /// <summary>Bytes by row of the catalogue's recent part.</summary>
    public required EncodedPart Recent { get; init; }

    /// <summary>The model; null while none was ever published. Then embeddings are zeros of one element.</summary>
    public PublishedModel? Model { get; init; }

    /// <summary>Communities, micro-genres and personas; null where the model has none.</summary>
    public TasteModel? Tastes { get; init; }

    /// <summary>How members are folded in, with <see cref="PublishedModel.Gram"/>; null without a model.</summary>
    public FoldInSettings? FoldIn { get; init; }

    /// <summary>The bytes of a row's part, and its row there.</summary>
    /// <param name="row">Row of the generation.</param>
    /// <param name="local">Receives its row in the part.</param>
    public EncodedPart PartOf(int row, out int local)
    {
        var settled = Ranking.Catalog.Settled.Count;
        local = row < settled ? row : row - settled;
        return row < settled ? Settled : Recent;
    }
}
