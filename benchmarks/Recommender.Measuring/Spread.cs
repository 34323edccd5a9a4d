namespace Recommender.Measuring;

/// <summary>Median and range of some numbers.</summary>
public sealed record Spread(double Least, double Median, double Most)
{
    /// <summary>Of any numbers, in any order.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        if (sorted.Length == 0) throw new ArgumentException("no numbers", nameof(numbers));
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    /// <summary>Of the quotients of two series, one by one.</summary>
    public static Spread OfRatios(IEnumerable<double> numerators, IEnumerable<double> denominators) =>
        Of(numerators.Zip(denominators, (numerator, denominator) => numerator / denominator));

    /// <summary>"median (least..most)".</summary>
    public string ToString(string format) => $"{Median.ToString(format)} ({Least.ToString(format)}..{Most.ToString(format)})";
}
