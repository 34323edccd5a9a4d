using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Artworks;

/// <summary>How likely each of some quantities is the largest, when they are jointly normal.</summary>
/// <remarks>
/// By draws of always the same normal numbers, so that the same posterior has the same probabilities on every machine; each draw goes with
/// its mirror image. The error of a probability p is about √(p(1−p)/2,048). O(draws · n²).
/// </remarks>
internal static class WinProbabilities
{
    private const int Draws = 1024;   // and as many mirrored
    private const ulong Seed = 20260101;

    private static double[][] _normals = [];

    /// <summary>Writes them.</summary>
    /// <param name="means">Shape (n).</param>
    /// <param name="covariance">Shape (n, n), of which the lower half is read; overwritten.</param>
    /// <param name="wins">Receives probabilities that add up to 1, shape (n).</param>
    public static void Write(ReadOnlySpan<double> means, Span<double> covariance, Span<double> wins)
    {
        var n = means.Length;
        Cholesky.Factor(covariance, n);
        var normals = Normals(n);
        wins.Clear();
        Span<double> shift = n <= 64 ? stackalloc double[n] : new double[n];
        foreach (var normal in normals)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = 0.0;
                for (var k = 0; k <= i; k++) sum += covariance[i * n + k] * normal[k];
                shift[i] = sum;
            }

            var (best, mirrored) = (0, 0);
            for (var i = 1; i < n; i++)
            {
                if (means[i] + shift[i] > means[best] + shift[best]) best = i;
                if (means[i] - shift[i] > means[mirrored] - shift[mirrored]) mirrored = i;
            }

            wins[best] += 0.5 / Draws;
            wins[mirrored] += 0.5 / Draws;
        }
    }

    // Made once for the longest that was asked for; which thread's stay does not matter, for they are the same.
    private static double[][] Normals(int n)
    {
        var normals = Volatile.Read(ref _normals);
        if (normals.Length > 0 && normals[0].Length >= n) return normals;
        var length = Math.Max(16, n);
        normals = [.. Enumerable.Range(0, Draws).Select(draw =>
        {
            var random = SplitMix64.Stream(Seed, (ulong)draw);
            return Enumerable.Range(0, length).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit())).ToArray();
        })];
        Volatile.Write(ref _normals, normals);
        return normals;
    }
}
