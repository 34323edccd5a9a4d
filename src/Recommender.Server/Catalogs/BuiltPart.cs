using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>A part of the catalogue with what is needed to copy titles from it into another one. Immutable.</summary>
/// <param name="Columns">As ranking sees it.</param>
/// <param name="Encoded">As answers see it.</param>
/// <param name="Access">Who may see what.</param>
/// <param name="Strengths">By title, as many strengths as it has micro-genres.</param>
/// <param name="Weights">By title, as many weights as it has tags, in (0, 1], as the store has them.</param>
/// <param name="Bears">By title, whether it brings an embedding, be it one that counts or not; shape (titles), or longer.</param>
internal sealed record BuiltPart(
    CatalogPart Columns, EncodedPart Encoded, WindowedAccess Access, CompressedRows<float> Strengths, CompressedRows<Half> Weights, bool[] Bears)
{
    /// <summary>Number of titles.</summary>
    public int Count => Columns.Count;
}
