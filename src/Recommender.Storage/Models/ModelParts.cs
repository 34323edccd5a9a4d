using Recommender.Numerics;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Models;

/// <summary>What a published model is made of; everything stays its maker's.</summary>
/// <remarks>Further files of the generation hold what is learnt on top, such as communities: each in the format of who learns it.</remarks>
public sealed record ModelParts
{
    /// <summary>The caller's ids, by title row.</summary>
    public required IReadOnlyList<string> TitleIds { get; init; }

    /// <summary>Embeddings, shape (titles, d).</summary>
    public required AlignedMatrix<float> Titles { get; init; }

    /// <summary>Titles from which they are written in lists too, which takes minutes for a million, and are then served at once; from 1.</summary>
    public int ListsFrom { get; init; } = 300_000;

    /// <summary>Interactions of each title that was learnt from, shape (titles); 0 where the embedding is from tags alone.</summary>
    public required ReadOnlyMemory<int> Support { get; init; }

    /// <summary>How popular each title is, 0 to 1, shape (titles).</summary>
    public required ReadOnlyMemory<float> Popularity { get; init; }

    /// <summary>How much more than usual each title is chosen now, as a logarithm, shape (titles).</summary>
    public required ReadOnlyMemory<float> Trend { get; init; }

    /// <summary>α₀ Σ y·yᵀ over the titles that were learnt, shape (d, d): what members are folded in with.</summary>
    public required AlignedMatrix<float> Gram { get; init; }

    /// <summary>The caller's ids, by member row.</summary>
    public required IReadOnlyList<string> MemberIds { get; init; }

    /// <summary>Embeddings, shape (members, d).</summary>
    public required AlignedMatrix<float> Members { get; init; }

    /// <summary>Tags by row, each once.</summary>
    public required IReadOnlyList<Tag> Tags { get; init; }

    /// <summary>What each tag adds to a title's embedding, and last what all titles have in common, shape (tags + 1, d).</summary>
    public required AlignedMatrix<float> TagEffects { get; init; }

    /// <summary>How members are folded in, as JSON.</summary>
    public required string FoldIn { get; init; }

    /// <summary>Settings and figures of the training and of its evaluation, as JSON.</summary>
    public required string Report { get; init; }
}
