namespace Recommender.PageLoad.Soaking;

/// <summary>A straight line through readings.</summary>
/// <param name="Slope">Its rise per unit of time.</param>
/// <param name="Low">Lower end of the slope's interval of 95 %.</param>
/// <param name="High">Upper end.</param>
/// <param name="Mean">Mean of the readings.</param>
internal sealed record Trend(double Slope, double Low, double High, double Mean)
{
    private const double NormalQuantile = 1.959963984540054;   // of 97.5 %
    private const int Least = 5;

    /// <summary>Fits the line by least squares.</summary>
    /// <param name="times">When each reading was taken, evenly spread.</param>
    /// <param name="values">The readings.</param>
    /// <exception cref="LoadException">There are fewer than five readings.</exception>
    /// <remarks>
    /// Readings that hang together are worth fewer: with ρ, the correlation of a residual with the next, n readings count as
    /// n(1 − ρ)/(1 + ρ), as in Santer et al., "Statistical significance of trends and trend differences in layer-average
    /// atmospheric temperature time series", J. Geophys. Res. 105, 2000.
    /// </remarks>
    public static Trend Of(IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        var count = times.Count;
        if (count < Least) throw new LoadException($"a trend needs {Least} readings; there are {count}: run for longer, or look more often");
        var (meanTime, mean) = (times.Average(), values.Average());
        var spread = times.Sum(time => (time - meanTime) * (time - meanTime));
        var slope = times.Zip(values, (time, value) => (time - meanTime) * (value - mean)).Sum() / spread;
        double[] residuals = [.. times.Zip(values, (time, value) => value - mean - (slope * (time - meanTime)))];

        var squares = residuals.Sum(static residual => residual * residual);
        if (squares <= 0) return new Trend(slope, slope, slope, mean);
        var correlation = Math.Clamp(residuals.Zip(residuals.Skip(1), static (one, next) => one * next).Sum() / squares, 0, 0.99);
        var freedom = Math.Max(1, (count * (1 - correlation) / (1 + correlation)) - 2);
        var half = StudentQuantile(freedom) * Math.Sqrt(squares / freedom / spread);
        return new Trend(slope, slope - half, slope + half, mean);
    }

    // Abramowitz and Stegun, 26.7.5: within a hundredth from four degrees of freedom on, and too wide below only where nothing can be said anyway.
    private static double StudentQuantile(double freedom)
    {
        const double Z = NormalQuantile;
        var (cube, fifth, seventh) = (Math.Pow(Z, 3), Math.Pow(Z, 5), Math.Pow(Z, 7));
        return Z
            + ((cube + Z) / (4 * freedom))
            + (((5 * fifth) + (16 * cube) + (3 * Z)) / (96 * freedom * freedom))
            + (((3 * seventh) + (19 * fifth) + (17 * cube) - (15 * Z)) / (384 * Math.Pow(freedom, 3)));
    }
}
