using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Recommender.Numerics;
using Recommender.Numerics.Solvers;

namespace Recommender.Benchmarks.Numerics;

/// <summary>One factorisation and one solution, from a matrix that is kept. One thread.</summary>
[MemoryDiagnoser]
public class CholeskyBench
{
    private AlignedMatrix<float> _matrix = null!;
    private PositiveDefiniteSolver _solver = null!;
    private TensorEquations _tensors = null!;
    private Matrix<float> _dense = null!;
    private Vector<float> _vector = null!;
    private float[] _b = [];
    private float[] _x = [];

    /// <summary>Unknowns.</summary>
    [Params(32, 64, 128, 256)]
    public int Dimension { get; set; }

    /// <summary>Makes the matrix and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Control.UseManaged();
        Control.UseSingleThread();
        var random = new Random(1);
        using var rows = new AlignedMatrix<float>(4 * Dimension, Dimension);
        for (var r = 0; r < rows.Rows; r++)
        {
            foreach (ref var element in rows.Writable(r)) element = random.NextSingle() - 0.5f;
        }

        _matrix = GramMatrix.Of(rows);
        (_solver, _tensors, _x) = (new PositiveDefiniteSolver(Dimension), new TensorEquations(Dimension), new float[Dimension]);
        _b = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
        (_dense, _vector) = (Matrix<float>.Build.Dense(Dimension, Dimension, (i, j) => _matrix[i][j]), Vector<float>.Build.Dense(_b));

        var ours = Ours()[0..];
        SolverAnswers.Same(ours, TensorPrimitives());
        SolverAnswers.Same(ours, MathNet());
        if (_solver.Refines) throw new InvalidOperationException("the matrix makes our solver refine, which the others do not");
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _solver.Dispose();
        _matrix.Dispose();
    }

    /// <summary>The managed provider of MathNet.Numerics.</summary>
    [Benchmark]
    public float[] MathNet() => _dense.Cholesky().Solve(_vector).AsArray();

    /// <summary>Row by row with System.Numerics.Tensors.</summary>
    [Benchmark(Baseline = true)]
    public float[] TensorPrimitives()
    {
        _tensors.Start(_matrix, ridge: 0);
        _tensors.Factor();
        _tensors.Solve(_b, _x);
        return _x;
    }

    /// <summary>What the engine does.</summary>
    [Benchmark]
    public float[] Ours()
    {
        _solver.Factor(_matrix);
        _solver.Solve(_b, _x);
        return _x;
    }
}
