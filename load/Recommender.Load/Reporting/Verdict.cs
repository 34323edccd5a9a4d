using Recommender.Load.Driving;
using Recommender.Measuring;

namespace Recommender.Load.Reporting;

/// <summary>Whether an endpoint keeps the promises: throughput against the faster of the baselines, and bytes allocated per call.</summary>
/// <param name="Throughput">Ratio of medians, against the baseline that leaves the lower one.</param>
/// <param name="BytesPerCall">Median.</param>
internal sealed record Verdict(double Throughput, double BytesPerCall)
{
    /// <summary>Least share of a bare endpoint's throughput.</summary>
    public const double LeastThroughput = 0.90;

    /// <summary>Most bytes that the server may allocate for a call: 1.2 KB.</summary>
    public const double MostBytesPerCall = 1200;

    public bool IsKept => Throughput >= LeastThroughput && BytesPerCall <= MostBytesPerCall;

    public static Verdict Of(IReadOnlyList<Sample> endpoint, IEnumerable<IReadOnlyList<Sample>> baselines)
    {
        var median = MedianThroughput(endpoint);
        return new Verdict(
            baselines.Min(baseline => median / MedianThroughput(baseline)),
            Spread.Of(endpoint.Select(sample => sample.BytesPerCall)).Median);
    }

    public override string ToString() =>
        $"throughput {Throughput:F3} of the faster baseline's ({Judge(Throughput >= LeastThroughput)}: at least {LeastThroughput:F2}), "
        + $"{BytesPerCall:N0} bytes allocated per call ({Judge(BytesPerCall <= MostBytesPerCall)}: at most {MostBytesPerCall:N0})";

    private static string Judge(bool kept) => kept ? "kept" : "MISSED";

    private static double MedianThroughput(IEnumerable<Sample> samples) => Spread.Of(samples.Select(sample => sample.RequestsPerSecond)).Median;
}
