namespace Recommender.Learning.Tests.Baselines;

/// <summary>Gauss and Jordan with the largest pivot of each column.</summary>
internal static class NaiveInverse
{
    public static double[] Of(double[] matrix, int n)
    {
        var (left, right) = ((double[])matrix.Clone(), new double[n * n]);
        for (var i = 0; i < n; i++) right[i * n + i] = 1;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(left[row * n + column]));
            for (var j = 0; j < n; j++)
            {
                (left[pivot * n + j], left[column * n + j]) = (left[column * n + j], left[pivot * n + j]);
                (right[pivot * n + j], right[column * n + j]) = (right[column * n + j], right[pivot * n + j]);
            }

            var own = left[column * n + column];
            for (var j = 0; j < n; j++) (left[column * n + j], right[column * n + j]) = (left[column * n + j] / own, right[column * n + j] / own);
            for (var row = 0; row < n; row++)
            {
                var scale = left[row * n + column];
                if (row == column || scale == 0) continue;
                for (var j = 0; j < n; j++)
                {
                    left[row * n + j] -= scale * left[column * n + j];
                    right[row * n + j] -= scale * right[column * n + j];
                }
            }
        }

        return right;
    }
}
