using System.Numerics.Tensors;

namespace Recommender.Peers.Training;

/// <summary>Learns vectors whose inner products are near 1 where a film belongs to a context and near 0 elsewhere.</summary>
/// <remarks>
/// Alternating least squares over all cells: Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets",
/// ICDM 2008; regularisation scaled by frequency as in Rendle et al., "Revisiting the Performance of iALS on Item Recommendation
/// Benchmarks", RecSys 2022; each vector by a few steps of the conjugate gradient, Takács, Pilászy and Tikk, RecSys 2011.
/// Vectors do not depend on the number of threads. A sweep costs O((cells · d + vectors · d²) · steps).
/// </remarks>
internal sealed class ImplicitAls
{
    private readonly AlsOptions _options;
    private readonly SparseRows _films;
    private readonly SparseRows _contexts;

    public ImplicitAls(SparseRows films, AlsOptions options)
    {
        (_films, _contexts, _options) = (films, films.Transposed(), options);
        var random = new Random(options.Seed);
        (Films, Contexts) = (First(films.RowCount, random), First(films.ColumnCount, random));
    }

    /// <summary>One vector for each film.</summary>
    public float[][] Films { get; }

    /// <summary>One vector for each context.</summary>
    public float[][] Contexts { get; }

    /// <summary>Runs all sweeps.</summary>
    public void Train()
    {
        for (var sweep = 0; sweep < _options.Sweeps; sweep++)
        {
            Solve(_contexts, of: Contexts, given: Films);
            Solve(_films, of: Films, given: Contexts);
        }
    }

    // Each vector depends on the other side only, so the order does not matter.
    private void Solve(SparseRows cells, float[][] of, float[][] given)
    {
        var gram = Gram(given);
        Parallel.For(0, cells.RowCount, () => new Workspace(_options.Dimension), (row, _, workspace) =>
        {
            SolveOne(cells, row, of[row], given, gram, workspace);
            return workspace;
        }, _ => { });
    }

    private void SolveOne(SparseRows cells, int row, float[] x, float[][] given, float[][] gram, Workspace work)
    {
        var (first, end) = (cells.Starts[row], cells.Starts[row + 1]);
        var ridge = (float)(_options.Regularisation * (TensorPrimitives.Sum(cells.Values.AsSpan(first, end - first)) + _options.Unobserved * given.Length));
        var residual = work.Residual;

        Multiply(x, residual);
        TensorPrimitives.Negate(residual, residual);
        for (var i = first; i < end; i++) TensorPrimitives.MultiplyAdd(given[cells.Columns[i]], cells.Values[i], residual, residual);
        residual.CopyTo(work.Direction, 0);
        var error = TensorPrimitives.Dot<float>(residual, residual);

        for (var step = 0; step < _options.Steps && error > 1e-12f; step++)
        {
            Multiply(work.Direction, work.Image);
            var length = error / TensorPrimitives.Dot<float>(work.Direction, work.Image);
            TensorPrimitives.MultiplyAdd(work.Direction, length, x, x);
            TensorPrimitives.MultiplyAdd(work.Image, -length, residual, residual);
            var (before, now) = (error, TensorPrimitives.Dot<float>(residual, residual));
            TensorPrimitives.MultiplyAdd(work.Direction, now / before, residual, work.Direction);
            error = now;
        }

        // The matrix of this vector's equations, which is never written out.
        void Multiply(float[] vector, float[] image)
        {
            for (var i = 0; i < vector.Length; i++) image[i] = TensorPrimitives.Dot<float>(gram[i], vector) + ridge * vector[i];
            for (var i = first; i < end; i++)
            {
                var other = given[cells.Columns[i]];
                TensorPrimitives.MultiplyAdd(other, cells.Values[i] * TensorPrimitives.Dot<float>(other, vector), image, image);
            }
        }
    }

    // Sums of a fixed number of parts in a fixed order: the same on any number of threads.
    private float[][] Gram(float[][] vectors)
    {
        const int parts = 16;
        var partial = new float[parts][][];
        Parallel.For(0, parts, part =>
        {
            var sum = partial[part] = Zeros();
            for (var v = part * vectors.Length / parts; v < (part + 1) * vectors.Length / parts; v++)
                for (var i = 0; i < sum.Length; i++) TensorPrimitives.MultiplyAdd(vectors[v], vectors[v][i], sum[i], sum[i]);
        });

        var gram = Zeros();
        for (var i = 0; i < gram.Length; i++)
        {
            foreach (var part in partial) TensorPrimitives.Add(gram[i], part[i], gram[i]);
            TensorPrimitives.Multiply(gram[i], (float)_options.Unobserved, gram[i]);
        }

        return gram;
    }

    private float[][] Zeros() => [.. Enumerable.Range(0, _options.Dimension).Select(_ => new float[_options.Dimension])];

    private float[][] First(int count, Random random)
    {
        var scale = 0.1f / MathF.Sqrt(_options.Dimension);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, _options.Dimension).Select(_ => scale * (2 * random.NextSingle() - 1)).ToArray())];
    }

    private sealed class Workspace(int dimension)
    {
        public float[] Residual { get; } = new float[dimension];

        public float[] Direction { get; } = new float[dimension];

        public float[] Image { get; } = new float[dimension];
    }
}
