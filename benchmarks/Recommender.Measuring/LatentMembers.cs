using System.Numerics.Tensors;

namespace Recommender.Measuring;

/// <summary>Members of a made-up catalogue, as queries: each is solved from some of its rows, as one is from the films that were watched.</summary>
/// <remarks>
/// A member has one to three tastes and watches 5 to 60 of the first rows, long ones and those near a taste first. The vector is
/// the least-squares solution of Hu, Koren and Volinsky (ICDM 2008) for these rows among all. Safe from many threads.
/// </remarks>
public sealed class LatentMembers
{
    private const int KnownRows = 16_384;
    private const double Unobserved = 0.003;
    private const double Regularisation = 0.01;
    private const float Observed = 0.8f;
    private const int Steps = 40;

    private readonly LatentCatalogue _catalogue;
    private readonly float[][] _rows = new float[KnownRows][];
    private readonly float[] _norms = new float[KnownRows];
    private readonly float[][] _gram;

    /// <summary>Makes the rows that members watch, and what all solutions share. O(rows · d²).</summary>
    public LatentMembers(LatentCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        Parallel.For(0, KnownRows, row =>
        {
            catalogue.FillRow(row, _rows[row] = new float[catalogue.Dimension]);
            _norms[row] = TensorPrimitives.Norm<float>(_rows[row]);
        });
        _gram = [.. Enumerable.Range(0, catalogue.Dimension).Select(_ => new float[catalogue.Dimension])];
        Parallel.For(0, _gram.Length, i =>
        {
            foreach (var row in _rows) TensorPrimitives.MultiplyAdd(row, (float)Unobserved * row[i], _gram[i], _gram[i]);
        });
    }

    /// <summary>Writes the vector of a member.</summary>
    /// <param name="member">Its number, from 0.</param>
    /// <param name="into">Shape (d).</param>
    public void FillQuery(int member, Span<float> into)
    {
        var draws = _catalogue.DrawsOfQuery(member);
        Solve(Watch(ref draws), into);
    }

    private float[][] Watch(ref Draws draws)
    {
        var near = new float[KnownRows];
        var tastes = 1 + (int)(3 * draws.Uniform());
        for (var i = 0; i < tastes; i++)
        {
            var taste = _catalogue.DrawTaste(ref draws);
            var length = TensorPrimitives.Norm(taste);
            for (var row = 0; row < KnownRows; row++)
                near[row] = MathF.Max(near[row], TensorPrimitives.Dot(_rows[row], taste) / (length * _norms[row]));
        }

        var chances = new double[KnownRows];
        for (var row = 0; row < KnownRows; row++) chances[row] = Math.Pow(_norms[row], 4) * Math.Exp(4 * near[row]) + (row > 0 ? chances[row - 1] : 0);

        var watched = new float[(int)(5 * Math.Exp(2.5 * draws.Uniform()))][];
        for (var i = 0; i < watched.Length; i++)
        {
            var found = Array.BinarySearch(chances, draws.Uniform() * chances[^1]);
            watched[i] = _rows[Math.Min(found < 0 ? ~found : found, KnownRows - 1)];
        }

        return watched;
    }

    // Conjugate gradient from zero: the matrix of the equations is never written out.
    private void Solve(float[][] watched, Span<float> x)
    {
        var ridge = (float)(Regularisation * (Observed * watched.Length + Unobserved * KnownRows));
        var (residual, image) = (new float[x.Length], new float[x.Length]);
        x.Clear();
        foreach (var row in watched) TensorPrimitives.MultiplyAdd(row, Observed, residual, residual);
        var direction = (float[])residual.Clone();
        var error = TensorPrimitives.Dot<float>(residual, residual);
        var enough = 1e-10f * error;

        for (var step = 0; step < Steps && error > enough; step++)
        {
            for (var i = 0; i < image.Length; i++) image[i] = TensorPrimitives.Dot<float>(_gram[i], direction) + ridge * direction[i];
            foreach (var row in watched) TensorPrimitives.MultiplyAdd(row, Observed * TensorPrimitives.Dot<float>(row, direction), image, image);
            var length = error / TensorPrimitives.Dot<float>(direction, image);
            TensorPrimitives.MultiplyAdd(direction, length, x, x);
            TensorPrimitives.MultiplyAdd(image, -length, residual, residual);
            var (before, now) = (error, TensorPrimitives.Dot<float>(residual, residual));
            TensorPrimitives.MultiplyAdd(direction, now / before, residual, direction);
            error = now;
        }
    }
}
