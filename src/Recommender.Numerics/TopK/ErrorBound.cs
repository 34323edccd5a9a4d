namespace Recommender.Numerics.TopK;

/// <summary>How far a row's score may be from the product of its codes with the query's codes.</summary>
/// <remarks>
/// With row x = x̂ + δ and query y = ŷ + ε, where x̂ and ŷ are codes times scale, x·y − x̂·ŷ = x̂·ε + δ·y, so by
/// Cauchy and Schwarz at most ‖x̂‖‖ε‖ + ‖δ‖‖y‖. Everything else is rounding: of the float operations that make score and
/// bound, and of the definition's sum and its cast to float. Each of these is below 2⁻²² of ‖x‖‖y‖; 2⁻²⁰ holds all of them.
/// </remarks>
internal readonly record struct ErrorBound(float QueryScale, float PerNorm, float PerResidual, float Always, double QueryNorm)
{
    // Beyond it, products might overflow a float and so sink in the order, where no bound says so.
    private const double LargestScore = 1e37;

    // What operations lose whose results are below the normal floats; 2⁻¹²⁴ at most.
    private const float Underflow = 1f / (1L << 60) / (1L << 60);

    private const double Rounding = 1.0 / (1 << 20);

    /// <summary>The bound for a query, given its norm, that of what its codes leave over, and that of the longest row.</summary>
    public static ErrorBound For(float queryScale, double queryNorm, double queryResidual, double longestRow)
    {
        if (!(queryNorm < LargestScore && queryNorm * longestRow < LargestScore)) return Unknown;

        var perNorm = queryResidual + Rounding * (queryNorm + queryResidual);
        return new ErrorBound(
            queryScale,
            (float)(perNorm * (1 + 4 * Rounding)),
            Math.Max((float)(queryNorm * (1 + 4 * Rounding)), Underflow),   // not 0: a row that is not finite has infinite bounds
            Underflow,
            queryNorm);
    }

    /// <summary>Whether a row of this length, or a shorter one, scores below the threshold by its length alone.</summary>
    public bool Excludes(float length, float threshold) => length * QueryNorm * (1 + Rounding) + Always < threshold;

    /// <summary>Nothing is known: every row may have any score.</summary>
    private static ErrorBound Unknown => new(0, 1, 1, float.PositiveInfinity, double.PositiveInfinity);
}
