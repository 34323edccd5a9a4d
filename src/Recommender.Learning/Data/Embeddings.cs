using Recommender.Numerics;

namespace Recommender.Learning.Data;

/// <summary>Vectors with ids, learnt elsewhere. Safe from many threads until it is disposed of.</summary>
/// <param name="ids">The id of each row.</param>
/// <param name="vectors">Finite, shape (n, d).</param>
public sealed class Embeddings(IdTable ids, AlignedMatrix<float> vectors) : IDisposable
{
    /// <summary>The id of each row.</summary>
    public IdTable Ids { get; } = ids;

    /// <summary>Finite, shape (n, d).</summary>
    public AlignedMatrix<float> Vectors { get; } = vectors;

    /// <summary>Lets go of the vectors.</summary>
    public void Dispose() => Vectors.Dispose();
}
