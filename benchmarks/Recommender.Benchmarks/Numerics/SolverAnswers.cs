namespace Recommender.Benchmarks.Numerics;

/// <summary>Refuses to time a wrong answer.</summary>
internal static class SolverAnswers
{
    public static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
            (error, norm) = (error + Math.Pow(expected[i] - actual[i], 2), norm + Math.Pow(expected[i], 2));
        if (!(Math.Sqrt(error) <= 1e-3 * Math.Sqrt(norm)))
            throw new InvalidOperationException($"the answers differ by {Math.Sqrt(error / norm)} of their norm");
    }
}
