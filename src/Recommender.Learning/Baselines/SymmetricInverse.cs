using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Learning.Baselines;

/// <summary>Inverts large symmetric positive definite matrices in place, in double.</summary>
/// <remarks>
/// The sweep operator by blocks: for each block of pivots D with the columns C beside it, the rest loses C D⁻¹ Cᵀ, C becomes
/// C D⁻¹, and D becomes −D⁻¹; after the last block the matrix is −A⁻¹. Lange, "Numerical Analysis for Statisticians", section 7.4.
/// n³/2 multiplications on the lower half, nearly all of them in tiles that stay in registers. The result does not depend on threads.
/// </remarks>
internal static class SymmetricInverse
{
    private const int Pivots = 128;
    private const int RowsAtOnce = 128;

    /// <summary>Inverts a matrix.</summary>
    /// <param name="matrix">Shape (n, n) by rows, of which only elements [i, j], j ≤ i, are read. Receives both halves of the inverse.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the matrix is of no use.</exception>
    public static void Invert(double[] matrix, int n, ParallelOptions parallel)
    {
        var work = new SweepWork(matrix, n, Pivots);
        for (var first = 0; first < n; first += Pivots)
        {
            work.Begin(first, Math.Min(Pivots, n - first));
            Parallel.For(0, (n + RowsAtOnce - 1) / RowsAtOnce, parallel, part => work.Gather(part * RowsAtOnce, Math.Min(n, (part + 1) * RowsAtOnce)));
            Parallel.For(0, (n + RowsAtOnce - 1) / RowsAtOnce, parallel, part => work.Update(part * RowsAtOnce, Math.Min(n, (part + 1) * RowsAtOnce)));
            work.End();
        }

        Parallel.For(0, n, parallel, i =>
        {
            for (var j = 0; j <= i; j++) matrix[i * n + j] = -matrix[i * n + j];
        });
        Parallel.For(0, n, parallel, i =>
        {
            for (var j = i + 1; j < n; j++) matrix[i * n + j] = matrix[j * n + i];
        });
    }

    /// <summary>One block of pivots and the columns beside it.</summary>
    private sealed class SweepWork
    {
        private const int TileRows = 4;
        private readonly double[] _matrix;
        private readonly int _n;
        private readonly int _width = 3 * Vector<double>.Count;
        private readonly double[] _left;     // C D⁻¹, shape (n rounded up to tiles, pivots)
        private readonly double[] _right;    // C, by panels of so many rows as a tile is wide: shape (panels, pivots, width)
        private readonly double[] _inverse;  // D⁻¹, shape (pivots, pivots)
        private readonly int _most;
        private int _first;
        private int _count;

        public SweepWork(double[] matrix, int n, int most)
        {
            (_matrix, _n, _most) = (matrix, n, most);
            _left = new double[(n + TileRows) * most];
            _right = new double[(n / _width + 2) * _width * most];
            _inverse = new double[most * most];
        }

        /// <summary>Inverts the pivots' own block.</summary>
        public void Begin(int first, int count)
        {
            (_first, _count) = (first, count);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j <= i; j++) _inverse[i * _most + j] = _inverse[j * _most + i] = At(first + i, first + j);
            }

            for (var pivot = 0; pivot < count; pivot++) SweepOne(pivot);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++) _inverse[i * _most + j] = -_inverse[i * _most + j];
            }
        }

        /// <summary>Copies some rows of the columns beside the pivots, and multiplies them.</summary>
        public void Gather(int from, int to)
        {
            Span<double> row = stackalloc double[_count];
            for (var i = from; i < to; i++)
            {
                var outside = i < _first || i >= _first + _count;
                for (var r = 0; r < _count; r++)
                {
                    row[r] = !outside ? 0 : i >= _first ? At(i, _first + r) : At(_first + r, i);
                    _right[(i / _width * _most + r) * _width + i % _width] = row[r];
                }

                var left = _left.AsSpan(i * _most, _count);
                left.Clear();
                for (var r = 0; r < _count; r++) AddScaled(_inverse.AsSpan(r * _most, _count), row[r], left);
            }
        }

        /// <summary>Takes the products from some rows, up to the diagonal and a little beyond, where nothing is read.</summary>
        public void Update(int from, int to)
        {
            for (var column = 0; column < to; column += _width)
            {
                for (var row = from + Math.Max(0, column - from) / TileRows * TileRows; row < to; row += TileRows) Tile(row, Math.Min(TileRows, to - row), column);
            }
        }

        /// <summary>Puts the pivots' rows and columns in their place.</summary>
        public void End()
        {
            for (var i = 0; i < _n; i++)
            {
                for (var r = 0; r < _count; r++)
                {
                    if (i >= _first + _count) Put(i, _first + r, _left[i * _most + r]);
                    else if (i < _first) Put(_first + r, i, _left[i * _most + r]);
                    else if (i - _first >= r) Put(i, _first + r, -_inverse[(i - _first) * _most + r]);
                }
            }
        }

        private double At(int row, int column) => _matrix[row * _n + column];

        private void Put(int row, int column, double value) => _matrix[row * _n + column] = value;

        private void SweepOne(int pivot)
        {
            var d = _inverse[pivot * _most + pivot];
            if (!(d > 0)) throw new ArithmeticException($"the matrix is not positive definite: pivot {_first + pivot} is {d}");
            for (var i = 0; i < _count; i++)
            {
                if (i == pivot) continue;
                var scale = _inverse[i * _most + pivot] / d;
                for (var j = 0; j < _count; j++)
                {
                    if (j != pivot) _inverse[i * _most + j] -= scale * _inverse[pivot * _most + j];
                }
            }

            for (var i = 0; i < _count; i++)
            {
                if (i != pivot) _inverse[i * _most + pivot] = _inverse[pivot * _most + i] /= d;
            }

            _inverse[pivot * _most + pivot] = -1 / d;
        }

        private void Tile(int row, int rows, int column)
        {
            ref var right = ref _right[column / _width * _most * _width];
            ref var left = ref _left[row * _most];
            var size = Vector<double>.Count;
            var (a0, b0, c0) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            var (a1, b1, c1) = (a0, a0, a0);
            var (a2, b2, c2) = (a0, a0, a0);
            var (a3, b3, c3) = (a0, a0, a0);
            for (var r = 0; r < _count; r++)
            {
                var at = (nuint)(r * _width);
                var a = Vector.LoadUnsafe(ref right, at);
                var b = Vector.LoadUnsafe(ref right, at + (nuint)size);
                var c = Vector.LoadUnsafe(ref right, at + (nuint)(2 * size));
                var x = new Vector<double>(Unsafe.Add(ref left, r));
                (a0, b0, c0) = (Vector.FusedMultiplyAdd(x, a, a0), Vector.FusedMultiplyAdd(x, b, b0), Vector.FusedMultiplyAdd(x, c, c0));
                x = new Vector<double>(Unsafe.Add(ref left, r + _most));
                (a1, b1, c1) = (Vector.FusedMultiplyAdd(x, a, a1), Vector.FusedMultiplyAdd(x, b, b1), Vector.FusedMultiplyAdd(x, c, c1));
                x = new Vector<double>(Unsafe.Add(ref left, r + 2 * _most));
                (a2, b2, c2) = (Vector.FusedMultiplyAdd(x, a, a2), Vector.FusedMultiplyAdd(x, b, b2), Vector.FusedMultiplyAdd(x, c, c2));
                x = new Vector<double>(Unsafe.Add(ref left, r + 3 * _most));
                (a3, b3, c3) = (Vector.FusedMultiplyAdd(x, a, a3), Vector.FusedMultiplyAdd(x, b, b3), Vector.FusedMultiplyAdd(x, c, c3));
            }

            Take(row, column, a0, b0, c0);
            if (rows > 1) Take(row + 1, column, a1, b1, c1);
            if (rows > 2) Take(row + 2, column, a2, b2, c2);
            if (rows > 3) Take(row + 3, column, a3, b3, c3);
        }

        private void Take(int row, int column, Vector<double> a, Vector<double> b, Vector<double> c)
        {
            var size = Vector<double>.Count;
            if (column + _width <= _n)
            {
                ref var to = ref MemoryMarshal.GetReference(_matrix.AsSpan(row * _n + column, _width));
                (Vector.LoadUnsafe(ref to) - a).StoreUnsafe(ref to);
                (Vector.LoadUnsafe(ref to, (nuint)size) - b).StoreUnsafe(ref to, (nuint)size);
                (Vector.LoadUnsafe(ref to, (nuint)(2 * size)) - c).StoreUnsafe(ref to, (nuint)(2 * size));
                return;
            }

            for (var j = column; j < _n; j++)
            {
                var at = j - column;
                _matrix[row * _n + j] -= at < size ? a[at] : at < 2 * size ? b[at - size] : c[at - 2 * size];
            }
        }

        private static void AddScaled(ReadOnlySpan<double> from, double scale, Span<double> to)
        {
            var size = Vector<double>.Count;
            var i = 0;
            for (var x = new Vector<double>(scale); i <= to.Length - size; i += size)
                Vector.FusedMultiplyAdd(x, new Vector<double>(from[i..]), new Vector<double>(to[i..])).CopyTo(to[i..]);
            for (; i < to.Length; i++) to[i] = Math.FusedMultiplyAdd(scale, from[i], to[i]);
        }
    }
}
