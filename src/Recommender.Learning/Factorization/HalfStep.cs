using Recommender.Numerics;
using Recommender.Numerics.Solvers;

namespace Recommender.Learning.Factorization;

/// <summary>Solves for all embeddings of one side, given the other's, on several threads.</summary>
/// <remarks>Each row depends on the other side alone, so the bits depend neither on threads nor on the order.</remarks>
internal sealed class HalfStep
{
    private const int RowsAtOnce = 16;

    private readonly SignalRows _signals;
    private readonly FactorizationOptions _options;
    private readonly RowSolver[] _solvers;
    private readonly int[] _order;

    /// <summary>Looks at how long the rows are. The solvers stay the caller's, one for each thread.</summary>
    public HalfStep(SignalRows signals, FactorizationOptions options, RowSolver[] solvers)
    {
        (_signals, _options, _solvers) = (signals, options, solvers);

        // The longest first, so that no thread begins a long one when the others have ended.
        _order = [.. Enumerable.Range(0, signals.Count)];
        var lengths = Array.ConvertAll(_order, row => -signals[row].Length);
        Array.Sort(lengths, _order);
    }

    /// <summary>α₀ Σ y·yᵀ over all rows of a matrix; the caller owns it.</summary>
    public static AlignedMatrix<float> Gram(AlignedMatrix<float> rows, FactorizationOptions options, CancellationToken cancellation)
    {
        var gram = GramMatrix.Of(rows, threads: options.Threads, cancellation: cancellation);
        for (var i = 0; i < gram.Rows; i++)
        {
            foreach (ref var element in gram.Writable(i)) element *= (float)options.UnobservedWeight;
        }

        return gram;
    }

    /// <summary>Solves.</summary>
    /// <param name="others">Embeddings of the other side, shape (n, d).</param>
    /// <param name="gram">α₀ Σ y·yᵀ over these, shape (d, d).</param>
    /// <param name="embeddings">Receives those of this side, shape (rows, d).</param>
    /// <param name="cancellation">Stops between rows; then some are written.</param>
    public void Run(AlignedMatrix<float> others, AlignedMatrix<float> gram, AlignedMatrix<float> embeddings, CancellationToken cancellation)
    {
        var next = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _solvers.Length, CancellationToken = cancellation };
        Parallel.For(0, _solvers.Length, parallel, worker =>
        {
            while (Interlocked.Add(ref next, RowsAtOnce) - RowsAtOnce is var first && first < _order.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var row in _order.AsSpan(first, Math.Min(RowsAtOnce, _order.Length - first)))
                    Solve(_solvers[worker], row, others, gram, embeddings.Writable(row));
            }
        });
    }

    private void Solve(RowSolver solver, int row, AlignedMatrix<float> others, AlignedMatrix<float> gram, Span<float> embedding)
    {
        var which = _signals[row];
        var (weights, targets) = solver.Entries(which.Length);
        _signals.Read(row, weights.Span, targets.Span);
        solver.Solve(which, others, gram, _signals.Others, _options, embedding);
    }
}
