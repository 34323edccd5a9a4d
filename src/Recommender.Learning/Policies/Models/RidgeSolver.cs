namespace Recommender.Learning.Policies.Models;

/// <summary>Solves (XᵀX + R) v = b, where X has the rows of all folds but one.</summary>
/// <remarks>
/// Conjugate gradients with the diagonal as preconditioner, in double; Golub and Van Loan, "Matrix Computations", section 11.5.
/// O(steps · decisions · columns of a row). The column of all ones is hardly pulled to zero.
/// </remarks>
internal sealed class RidgeSolver
{
    private const int MostSteps = 500;
    private const double Tolerance = 1e-10;
    private const double CommonRidge = 1e-6;

    private readonly RewardRows _rows;
    private readonly int _without;
    private readonly double _ridge;
    private readonly double[] _diagonal;

    public RidgeSolver(RewardRows rows, int withoutFold, double ridge)
    {
        (_rows, _without, _ridge) = (rows, withoutFold, ridge);
        _diagonal = new double[rows.Features.Columns];
        for (var column = 0; column < _diagonal.Length; column++) _diagonal[column] = RidgeOf(column);
        for (var row = 0; row < rows.Folds.Length; row++)
            if (rows.Folds[row] != withoutFold) rows.AddSquares(row, _diagonal);
    }

    /// <summary>The model's coefficients for the logged rewards.</summary>
    public double[] Fit()
    {
        var right = new double[_diagonal.Length];
        for (var row = 0; row < _rows.Folds.Length; row++)
            if (_rows.Folds[row] != _without) _rows.Add(row, _rows.Log.Reward(row), right);
        return Solve(right);
    }

    /// <summary>The solution for a right side, which is used up.</summary>
    public double[] Solve(double[] residual)
    {
        var (x, image) = (new double[residual.Length], new double[residual.Length]);
        var scaled = Preconditioned(residual);
        var direction = (double[])scaled.Clone();
        var norm = Dot(residual, scaled);
        var enough = norm * Tolerance * Tolerance;
        for (var step = 0; step < MostSteps && norm > enough; step++)
        {
            Apply(direction, image);
            var length = norm / Dot(direction, image);
            for (var i = 0; i < x.Length; i++)
            {
                x[i] += length * direction[i];
                residual[i] -= length * image[i];
            }

            scaled = Preconditioned(residual);
            var next = Dot(residual, scaled);
            for (var i = 0; i < x.Length; i++) direction[i] = scaled[i] + next / norm * direction[i];
            norm = next;
        }

        return x;
    }

    private double RidgeOf(int column) => column == 0 ? CommonRidge : _ridge;

    private void Apply(double[] x, double[] image)
    {
        for (var column = 0; column < x.Length; column++) image[column] = RidgeOf(column) * x[column];
        for (var row = 0; row < _rows.Folds.Length; row++)
            if (_rows.Folds[row] != _without) _rows.Add(row, _rows.Dot(row, x), image);
    }

    private double[] Preconditioned(double[] residual)
    {
        var scaled = new double[residual.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = residual[i] / _diagonal[i];
        return scaled;
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
