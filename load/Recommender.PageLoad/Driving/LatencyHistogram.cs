using System.Diagnostics;
using System.Numerics;

namespace Recommender.PageLoad.Driving;

/// <summary>Counts latencies in buckets of less than a hundredth of their value, from a microsecond to an hour. One thread adds.</summary>
/// <remarks>After Gil Tene's HdrHistogram: linear buckets within each power of two. Memory does not depend on what is added.</remarks>
internal sealed class LatencyHistogram
{
    private const int LinearBits = 8;
    private const int Linear = 1 << LinearBits;
    private const int Powers = 26;
    private static readonly double MicrosPerTick = 1e6 / Stopwatch.Frequency;

    private readonly long[] _counts = new long[Linear * (Powers + 1)];

    /// <summary>Latencies added.</summary>
    public long Count { get; private set; }

    /// <summary>The largest, in microseconds.</summary>
    public double Max { get; private set; }

    /// <summary>Adds a latency in ticks of the stopwatch; a negative one counts as none.</summary>
    public void Add(long ticks)
    {
        var micros = Math.Max(0, ticks * MicrosPerTick);
        _counts[BucketOf((long)micros)]++;
        Count++;
        Max = Math.Max(Max, micros);
    }

    /// <summary>Adds all of another.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++) _counts[bucket] += other._counts[bucket];
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The latency that a share of all does not exceed, in microseconds: the upper end of its bucket, but never above the largest. NaN without any.</summary>
    /// <param name="share">Above 0 and up to 1.</param>
    public double Quantile(double share)
    {
        if (Count == 0) return double.NaN;
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var (bucket, sum) = (0, _counts[0]);
        while (sum < rank) sum += _counts[++bucket];
        return Math.Min(UpperEndOf(bucket), Max);
    }

    private static int BucketOf(long micros)
    {
        var power = Math.Max(0, BitOperations.Log2((ulong)micros | 1) - LinearBits + 1);
        if (power == 0) return (int)micros;
        power = Math.Min(power, Powers);
        return Math.Min((power * Linear / 2) + (int)Math.Min(micros >> power, int.MaxValue / 2), (Linear * (Powers + 1)) - 1);
    }

    // Of power 0: the value itself; above, the upper half of the linear buckets, each 2^power wide.
    private static double UpperEndOf(int bucket)
    {
        if (bucket < Linear) return bucket + 1;
        var power = (bucket / (Linear / 2)) - 1;
        return (double)((bucket - (power * Linear / 2)) + 1L) * (1L << power);
    }
}
