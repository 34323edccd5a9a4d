using Recommender.Numerics;
using Recommender.Numerics.Solvers;

namespace Recommender.Learning.Factorization;

/// <summary>Solves for one embedding, given those of the other side: what training does for all rows, and fold-in for one.</summary>
/// <remarks>Allocates only to take more entries than ever before. One thread at a time.</remarks>
internal sealed class RowSolver(int dimension) : IDisposable
{
    private const float Stiffer = 10;

    private readonly NormalEquations _equations = new(dimension);
    private float[] _weights = new float[256];
    private float[] _targets = new float[256];

    /// <summary>Where to write the confidences and targets of a row before it is solved for, shape (n) each.</summary>
    public (Memory<float> Weights, Memory<float> Targets) Entries(int count)
    {
        if (_weights.Length < count) (_weights, _targets) = (new float[2 * count], new float[2 * count]);
        return (_weights.AsMemory(0, count), _targets.AsMemory(0, count));
    }

    /// <summary>Solves for a row whose entries are written; one that is fitted to nothing is zeros.</summary>
    /// <param name="which">Rows of the other side, shape (n).</param>
    /// <param name="others">Embeddings of the other side, shape (N, d).</param>
    /// <param name="gram">α₀ Σ y·yᵀ over those that count as unobserved, shape (d, d).</param>
    /// <param name="unobserved">How many these are.</param>
    /// <param name="options">For the regularisation.</param>
    /// <param name="embedding">Receives the solution, shape (d).</param>
    public void Solve(
        ReadOnlySpan<int> which, AlignedMatrix<float> others, AlignedMatrix<float> gram, int unobserved, FactorizationOptions options, Span<float> embedding)
    {
        if (which.IsEmpty)
        {
            embedding.Clear();
            return;
        }

        var confidence = 0.0;
        for (var i = 0; i < which.Length; i++)
        {
            confidence += _weights[i];
            _targets[i] *= _weights[i];
        }

        var ridge = Math.Max(options.RidgeOf(confidence, unobserved), float.Epsilon);
        while (!TrySolve(which, others, gram, ridge, embedding)) ridge *= Stiffer;
    }

    /// <summary>Frees its memory.</summary>
    public void Dispose() => _equations.Dispose();

    // With more elements than directions, and almost no regularisation, floats cannot tell the matrix from a singular one.
    private bool TrySolve(ReadOnlySpan<int> which, AlignedMatrix<float> others, AlignedMatrix<float> gram, float ridge, Span<float> embedding)
    {
        _equations.Start(gram, ridge);
        _equations.Add(others, which, _weights.AsSpan(..which.Length), _targets.AsSpan(..which.Length));
        try
        {
            _equations.Solve(embedding);
            return true;
        }
        catch (ArithmeticException) when (ridge < float.MaxValue / Stiffer)
        {
            return false;
        }
    }
}
