using System.Numerics.Tensors;
using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>Normal equations as one writes them with the vector operations of System.Numerics.Tensors, row by row.</summary>
internal sealed class TensorEquations(int dimension)
{
    private readonly float[][] _matrix = [.. Enumerable.Range(0, dimension).Select(_ => new float[dimension])];
    private readonly float[] _right = new float[dimension];

    public void Start(AlignedMatrix<float> gram, float ridge)
    {
        for (var i = 0; i < dimension; i++)
        {
            gram[i].CopyTo(_matrix[i]);
            _matrix[i][i] += ridge;
        }

        _right.AsSpan().Clear();
    }

    /// <summary>Adds w·x·xᵀ on the upper half, and t·x.</summary>
    public void Add(ReadOnlySpan<float> row, float weight, float target)
    {
        for (var i = 0; i < dimension; i++)
        {
            var to = _matrix[i].AsSpan(i);
            TensorPrimitives.MultiplyAdd(row[i..], weight * row[i], to, to);
        }

        TensorPrimitives.MultiplyAdd(row, target, _right, _right);
    }

    /// <summary>UᵀU = A, in place.</summary>
    public void Factor()
    {
        for (var k = 0; k < dimension; k++)
        {
            var row = _matrix[k].AsSpan(k);
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(row[0]), row);
            for (var i = k + 1; i < dimension; i++)
            {
                var to = _matrix[i].AsSpan(i);
                TensorPrimitives.MultiplyAdd(row[(i - k)..], -row[i - k], to, to);
            }
        }
    }

    public void Solve(ReadOnlySpan<float> b, Span<float> x)
    {
        b.CopyTo(x);
        for (var k = 0; k < dimension; k++)
        {
            x[k] /= _matrix[k][k];
            TensorPrimitives.MultiplyAdd(_matrix[k].AsSpan(k + 1), -x[k], x[(k + 1)..], x[(k + 1)..]);
        }

        for (var k = dimension - 1; k >= 0; k--)
            x[k] = (x[k] - TensorPrimitives.Dot(_matrix[k].AsSpan(k + 1), x[(k + 1)..])) / _matrix[k][k];
    }

    public void Solve(Span<float> x)
    {
        Factor();
        Solve(_right, x);
    }
}
