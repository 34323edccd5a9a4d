using System.Numerics.Tensors;
using Recommender.Numerics;

namespace Recommender.Learning.TagMaps;

/// <summary>Σ s ‖y − Bᵀf‖² + r ‖B‖² at its least, for rows f of tags, embeddings y of the same titles, and weights s.</summary>
/// <remarks>
/// Conjugate gradients with the diagonal as preconditioner, for some columns of the embeddings at a time: these do not touch
/// each other, so the bits do not depend on threads. In double. O(steps · n · d) for n tags of titles.
/// Golub and Van Loan, "Matrix Computations", section 11.5.
/// </remarks>
internal sealed class RidgeRegression(TagRows rows, AlignedMatrix<float> embeddings, double ridge, TagMapOptions options)
{
    private const int ColumnsAtOnce = 16;

    // What all titles have in common is hardly pulled to zero.
    private const double CommonPart = 1e-3;

    /// <summary>Solves for B, shape (tags + 1, d), row after row.</summary>
    public float[] Solve(CancellationToken cancellation)
    {
        var d = embeddings.Dimension;
        var solution = new float[(long)rows.Columns * d];
        var blocks = (d + ColumnsAtOnce - 1) / ColumnsAtOnce;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, blocks, parallel, block =>
        {
            var first = block * ColumnsAtOnce;
            var width = Math.Min(ColumnsAtOnce, d - first);
            var part = SolveColumns(first, width, cancellation);
            for (var tag = 0; tag < rows.Columns; tag++)
            {
                for (var c = 0; c < width; c++) solution[(long)tag * d + first + c] = (float)part[tag * width + c];
            }
        });
        return solution;
    }

    private double[] SolveColumns(int first, int width, CancellationToken cancellation)
    {
        var diagonal = Diagonal();
        var size = rows.Columns * width;
        var (x, residual, direction, image, scaled) = (new double[size], RightSide(first, width), new double[size], new double[size], new double[size]);
        Precondition(residual, diagonal, scaled, width);
        scaled.CopyTo(direction, 0);
        var (norms, firstNorms) = (Dots(residual, scaled, width), Dots(residual, scaled, width));

        for (var step = 0; step < options.MaxSteps && !IsDone(norms, firstNorms); step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Apply(direction, image, width);
            var lengths = Ratios(norms, Dots(direction, image, width));
            AddScaled(direction, lengths, 1, x);
            AddScaled(image, lengths, -1, residual);
            Precondition(residual, diagonal, scaled, width);
            var next = Dots(residual, scaled, width);
            var turns = Ratios(next, norms);
            for (var at = 0; at < size; at += width)
            {
                for (var c = 0; c < width; c++) direction[at + c] = scaled[at + c] + turns[c] * direction[at + c];
            }

            norms = next;
        }

        return x;
    }

    private double RidgeOf(int column) => column == rows.Columns - 1 ? ridge * CommonPart : ridge;

    private double[] Diagonal()
    {
        var diagonal = new double[rows.Columns];
        for (var column = 0; column < diagonal.Length; column++) diagonal[column] = RidgeOf(column);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
                diagonal[rows.Tags[i]] += rows.Weights[row] * rows.Values[i] * rows.Values[i];
        }

        return diagonal;
    }

    private double[] RightSide(int first, int width)
    {
        var right = new double[rows.Columns * width];
        for (var row = 0; row < rows.Count; row++)
        {
            var y = embeddings[rows.Titles[row]].Slice(first, width);
            for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
            {
                var factor = rows.Weights[row] * rows.Values[i];
                var at = rows.Tags[i] * width;
                for (var c = 0; c < width; c++) right[at + c] += factor * y[c];
            }
        }

        return right;
    }

    // image = (Fᵀ S F + R) · x
    private void Apply(double[] x, double[] image, int width)
    {
        for (var column = 0; column < rows.Columns; column++)
            TensorPrimitives.Multiply(x.AsSpan(column * width, width), RidgeOf(column), image.AsSpan(column * width, width));

        var predicted = new double[width];
        for (var row = 0; row < rows.Count; row++)
        {
            Array.Clear(predicted);
            for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
                TensorPrimitives.MultiplyAdd(x.AsSpan(rows.Tags[i] * width, width), (double)rows.Values[i], predicted, predicted);
            for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
            {
                var to = image.AsSpan(rows.Tags[i] * width, width);
                TensorPrimitives.MultiplyAdd(predicted, rows.Weights[row] * rows.Values[i], to, to);
            }
        }
    }

    private bool IsDone(double[] norms, double[] firstNorms)
    {
        for (var c = 0; c < norms.Length; c++)
        {
            if (norms[c] > options.Tolerance * options.Tolerance * firstNorms[c]) return false;
        }

        return true;
    }

    private static void Precondition(double[] residual, double[] diagonal, double[] scaled, int width)
    {
        for (var column = 0; column < diagonal.Length; column++)
            TensorPrimitives.Multiply(residual.AsSpan(column * width, width), 1 / diagonal[column], scaled.AsSpan(column * width, width));
    }

    private static void AddScaled(double[] x, double[] factors, double sign, double[] to)
    {
        for (var at = 0; at < x.Length; at += factors.Length)
        {
            for (var c = 0; c < factors.Length; c++) to[at + c] += sign * factors[c] * x[at + c];
        }
    }

    private static double[] Dots(double[] x, double[] y, int width)
    {
        var dots = new double[width];
        for (var at = 0; at < x.Length; at += width)
        {
            for (var c = 0; c < width; c++) dots[c] += x[at + c] * y[at + c];
        }

        return dots;
    }

    // A column that is solved stays where it is.
    private static double[] Ratios(double[] of, double[] by)
    {
        var ratios = new double[of.Length];
        for (var c = 0; c < of.Length; c++) ratios[c] = by[c] > 0 ? of[c] / by[c] : 0;
        return ratios;
    }
}
