using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Recommender.Numerics;
using Recommender.Numerics.Solvers;

namespace Recommender.Benchmarks.Numerics;

/// <summary>A member's vector from 200 titles: their Gram matrix added to that of all, the right side, the solution. One thread.</summary>
[MemoryDiagnoser]
public class FoldInBench
{
    private const int Rows = 20_000;
    private const int Chosen = 200;
    private const float Ridge = 1;

    private readonly int[] _which = new int[Chosen];
    private readonly float[] _weights = new float[Chosen];
    private readonly float[] _targets = new float[Chosen];
    private AlignedMatrix<float> _rows = null!;
    private AlignedMatrix<float> _gram = null!;
    private NormalEquations _equations = null!;
    private TensorEquations _tensors = null!;
    private Matrix<float> _base = null!;
    private float[] _x = [];

    /// <summary>Unknowns.</summary>
    [Params(32, 64, 128, 256)]
    public int Dimension { get; set; }

    /// <summary>Makes the rows and refuses a wrong answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Control.UseManaged();
        Control.UseSingleThread();
        _rows = new LatentRows(Rows, Dimension).Rows;
        _gram = GramMatrix.Of(_rows);
        (_equations, _tensors, _x) = (new NormalEquations(Dimension), new TensorEquations(Dimension), new float[Dimension]);
        _base = Matrix<float>.Build.Dense(Dimension, Dimension, (i, j) => _gram[i][j] + (i == j ? Ridge : 0));
        var random = new Random(1);
        for (var i = 0; i < Chosen; i++)
            (_which[i], _weights[i], _targets[i]) = (random.Next(Rows), random.Next(1, 20), random.Next(2, 21));

        var ours = Ours()[0..];
        SolverAnswers.Same(ours, TensorPrimitives());
        SolverAnswers.Same(ours, MathNet());
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _equations.Dispose();
        _gram.Dispose();
        _rows.Dispose();
    }

    /// <summary>The managed provider of MathNet.Numerics.</summary>
    [Benchmark]
    public float[] MathNet()
    {
        var rows = Matrix<float>.Build.Dense(Chosen, Dimension);
        var weighted = Matrix<float>.Build.Dense(Chosen, Dimension);
        for (var r = 0; r < Chosen; r++)
        {
            var row = _rows[_which[r]];
            for (var i = 0; i < Dimension; i++) (rows[r, i], weighted[r, i]) = (row[i], _weights[r] * row[i]);
        }

        var matrix = rows.TransposeThisAndMultiply(weighted).Add(_base);
        var right = rows.TransposeThisAndMultiply(Vector<float>.Build.Dense(_targets));
        return matrix.Cholesky().Solve(right).AsArray();
    }

    /// <summary>Row by row with System.Numerics.Tensors.</summary>
    [Benchmark(Baseline = true)]
    public float[] TensorPrimitives()
    {
        _tensors.Start(_gram, Ridge);
        for (var i = 0; i < Chosen; i++) _tensors.Add(_rows[_which[i]], _weights[i], _targets[i]);
        _tensors.Solve(_x);
        return _x;
    }

    /// <summary>What the engine does.</summary>
    [Benchmark]
    public float[] Ours()
    {
        _equations.Start(_gram, Ridge);
        _equations.Add(_rows, _which, _weights, _targets);
        _equations.Solve(_x);
        return _x;
    }
}
