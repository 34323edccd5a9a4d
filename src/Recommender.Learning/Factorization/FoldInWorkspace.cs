namespace Recommender.Learning.Factorization;

/// <summary>Memory in which members are folded in, one at a time.</summary>
/// <param name="dimension">Elements of an embedding, d.</param>
public sealed class FoldInWorkspace(int dimension) : IDisposable
{
    /// <summary>Elements of an embedding, d.</summary>
    public int Dimension => dimension;

    internal RowSolver Solver { get; } = new(dimension);

    /// <summary>Frees it.</summary>
    public void Dispose() => Solver.Dispose();
}
