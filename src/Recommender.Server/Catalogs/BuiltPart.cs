using Recommender.Numerics;
using Recommender.Ranking.Catalogs;

namespace Recommender.Server.Catalogs;

/// <summary>A part of the catalogue with what is needed to copy titles from it into another one. Immutable.</summary>
/// <param name="Columns">As ranking sees it.</param>
/// <param name="Encoded">As answers see it.</param>
/// <param name="Access">Who may see what.</param>
/// <param name="Strengths">By title, as many strengths as it has micro-genres.</param>
internal sealed record BuiltPart(CatalogPart Columns, EncodedPart Encoded, WindowedAccess Access, CompressedRows<float> Strengths)
{
    /// <summary>Number of titles.</summary>
    public int Count => Columns.Count;
}
